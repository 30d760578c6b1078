package announcer.ffmpeg;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;

import org.junit.jupiter.api.Test;

import announcer.api.config.InvalidConfigurationException;

class DestinationCheckTest {
    private final DestinationCheck check = new DestinationCheck();

    @Test
    void what_ffmpeg_cannot_publish_to_is_refused_without_its_password() {
        assertThatThrownBy(
                () -> check.check("announcer.channel~x",
                        Map.of("id", "x", "destination", "gopher://me:hush@elsewhere/x", "pusher", "auto")))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContainingAll("gopher://***@elsewhere/x", "rtsp://").message().isNotNull()
                .satisfies(m -> org.assertj.core.api.Assertions.assertThat(m).doesNotContain("hush"));
    }

    @Test
    void what_it_can_and_what_another_pusher_is_named_for_is_not_its_business() {
        for (Map<String, Object> values : java.util.List.<Map<String, Object>>of(Map.of("id", "x"), Map.of("destination", " "),
                Map.of("destination", "rtsp://a/b"), Map.of("destination", "RTSPS://a/b", "pusher", "ffmpeg"),
                Map.of("destination", "srt://a:1", "pusher", "another"), Map.of("destination", "srt://a:1", "pusher", "none"))) {
            assertThatCode(() -> check.check("announcer.channel~x", values)).doesNotThrowAnyException();
        }
    }
}
