package announcer.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WebConfigTest {
    @Test
    void defaults_are_as_documented() throws Exception {
        assertThat(WebConfig.class.getDeclaredMethod("maxBodyBytes").getDefaultValue()).isEqualTo(1_048_576);
        assertThat(WebConfig.class.getDeclaredMethod("maxWaitSeconds").getDefaultValue()).isEqualTo(60);
        assertThat(WebConfig.class.getDeclaredMethod("bodySeconds").getDefaultValue()).isEqualTo(20);
        assertThat(WebConfig.class.getDeclaredMethod("requestsPerSecond").getDefaultValue()).isEqualTo(200);
        assertThat(WebConfig.class.getDeclaredMethod("maxListeners").getDefaultValue()).isEqualTo(20);
        assertThat(WebConfig.class.getDeclaredMethod("maxBundleMegabytes").getDefaultValue()).isEqualTo(100);
        assertThat(WebConfig.class.getDeclaredMethod("maxConnections").getDefaultValue()).isEqualTo(1_500);
        assertThat(WebConfig.class.getDeclaredMethod("headSeconds").getDefaultValue()).isEqualTo(10);
    }
}
