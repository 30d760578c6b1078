package announcer.conf.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.cm.Configuration;

class SecretRedactorTest {
    private static SecretRedactor secrets(Map<String, Object> values) {
        return new SecretRedactor(List.of((Configuration) Proxy.newProxyInstance(SecretRedactorTest.class.getClassLoader(),
                new Class<?>[]{Configuration.class}, (p, m, a) -> FrameworkUtil.asDictionary(values))));
    }

    @Test
    void credentials_of_urls_and_what_is_named_like_a_secret_are_masked_however_they_are_written() {
        SecretRedactor s = secrets(Map.of("destination", "rtsp://u:p\"w&@h/x", "apiToken", "t0ken-5", "name", "shown"));
        assertThat(s.outOf("{\"a\":\"rtsp://u:p\\\"w&@h/x\",\"b\":\"rtsp:\\/\\/u:p\\\"w&@h\\/x\"} \"t0ken-5\" shown"))
                .isEqualTo("{\"a\":\"rtsp://***@h/x\",\"b\":\"rtsp://***@h/x\"} \"********\" shown");
        assertThat(s.outOf("<b>rtsp://u:p&quot;w&amp;@h/x</b>")).isEqualTo("<b>rtsp://***@h/x</b>");
    }

    @Test
    void a_secret_is_masked_where_it_is_a_value_and_not_where_it_is_a_word() {
        SecretRedactor s = secrets(Map.of("token", "port", "passwordHash", ""));
        assertThat(s.outOf("{\"port\":{\"name\":\"a port\",\"value\":\"port\"}}"))
                .isEqualTo("{\"port\":{\"name\":\"a port\",\"value\":\"********\"}}");
        assertThat(s.outOf("  token = port\nport = 1\n  [\"  token = port\",\"x\"]"))
                .isEqualTo("  token = ********\nport = 1\n  [\"  token = ********\",\"x\"]");
    }

    @Test
    void what_stands_everywhere_is_no_secret() {
        assertThat(secrets(Map.of("token", "on")).outOf("a = on")).isEqualTo("a = on");
    }
}
