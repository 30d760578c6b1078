package announcer.engine.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackgroundSettingsTest {
    private static void check(String source) throws Exception {
        ChannelSettingsParser.check("announcer.channel~main", Map.of("id", "main", "background", source), id -> Optional.empty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "music", "/srv/music", "http://radio.example/music", "HTTPS://u:p@h:8443/x?key=1", "rtsp://h/x",
            "rtsps://h/x"})
    void a_folder_or_a_stream_that_can_be_played_is_right(String source) {
        assertThatCode(() -> check(source)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:///etc/passwd", "ftp://u:secret@h/x", "http://", "http://h/a b", "pipe://0"})
    void what_no_player_may_read_is_refused_without_its_password(String source) {
        assertThatThrownBy(() -> check(source)).hasMessageContainingAll("background is", "http, https, rtsp or rtsps")
                .hasMessageNotContaining("secret");
    }

    @Test
    void a_path_that_is_none_is_refused() {
        assertThatThrownBy(() -> check("mu\0sic")).hasMessageContaining("no path of a folder");
    }

    @Test
    void levels_are_factors_and_the_lowest_one_stands_still() {
        BackgroundSettings b = new BackgroundSettings("music", -6, -14);
        assertThat(b.level()).isCloseTo(0.5012f, within(0.0001f));
        assertThat(b.ducked()).isCloseTo(0.1f, within(0.0001f));
        assertThat(new BackgroundSettings("music", 0, -60).ducked()).isZero();
        assertThat(BackgroundSettings.SILENT.isSet()).isFalse();
    }

    @Test
    void what_is_shown_has_no_credentials() {
        assertThat(new BackgroundSettings("http://u:secret@h/x?key=1", 0, 0).name()).isEqualTo("http://***@h/x?***");
        assertThat(new BackgroundSettings("music", 0, 0).name()).isEqualTo("music");
    }
}
