package announcer.transport.unix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import announcer.api.config.InvalidConfigurationException;
import announcer.api.stream.PipeRequest;

class UnixTransportSettingsTest {
    private final UnixTransportCheck check = new UnixTransportCheck();

    @Test
    void the_defaults_are_closed_to_others() throws Exception {
        for (String key : new String[]{"socketPath", "group", "allowedUids"}) {
            assertThat(UnixTransportConfig.class.getMethod(key).getDefaultValue()).isEqualTo("");
        }
        assertThat(UnixTransportConfig.class.getMethod("mode").getDefaultValue()).isEqualTo("0600");
        assertThat(UnixTransportConfig.class.getMethod("bufferMillis").getDefaultValue()).isEqualTo(0);
        assertThat(UnixTransportConfig.class.getDeclaredMethods()).hasSize(5);
        check.check(UnixTransport.PID, Map.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0666", "0661", "777", "0060", "0400", "", "rw", "0888", "1660"})
    void a_mode_that_lets_others_in_or_the_owner_out_is_refused(String mode) {
        assertRefused("mode", mode, "0600");
    }

    @ParameterizedTest
    @CsvSource({"0600,rw-------", "660,rw-rw----", "0640,rw-r-----", "620,rw--w----"})
    void a_mode_within_0660_is_taken(String mode, String permissions) throws Exception {
        assertThat(UnixTransportSettings.of("", mode, "", "", 0).mode()).isEqualTo(PosixFilePermissions.fromString(permissions));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tts.sock", "/tmp/", "/"})
    void a_path_that_is_no_absolute_file_is_refused(String path) {
        assertRefused("socketPath", path, "absolute");
    }

    @Test
    void a_path_that_no_channel_could_use_is_refused_with_its_bytes() {
        String path = "/" + "é".repeat(54);
        assertRefused("socketPath", path, "has 109 bytes", "at most 107");
        assertThatCode(() -> check.check(UnixTransport.PID, Map.of("socketPath", "/" + "é".repeat(53)))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"root", "1000,", "-1", "1000 1001", "4294967295", "99999999999"})
    void what_is_no_user_id_is_refused(String uids) {
        assertRefused("allowedUids", uids, "1000, 1001");
    }

    @Test
    void user_ids_are_read_with_their_blanks() throws Exception {
        assertThat(UnixTransportSettings.of("", "0600", "", " 0, 1001 ", 0).allowedUids()).containsExactlyInAnyOrder(0L, 1001L);
        assertThat(UnixTransportSettings.of("", "0600", "", "  ", 0).allowedUids()).isEmpty();
    }

    @Test
    void a_group_needs_a_path_that_the_group_can_reach_and_must_exist() {
        assertRefused("group", "audio", "socketPath");
        assertThatThrownBy(() -> check.check(UnixTransport.PID, Map.of("socketPath", "/run/x.sock", "group", "no-such-group")))
                .hasMessageContaining("no-such-group").hasMessageContaining("does not know");
    }

    @Test
    void the_buffer_is_in_milliseconds_of_the_channels_own_rate() throws Exception {
        PipeRequest request = new PipeRequest("main", "audio", 96_000, 1920, 15_360);
        assertThat(UnixTransportSettings.of("", "0600", "", "", 0).bufferBytes(request)).isEqualTo(15_360);
        assertThat(UnixTransportSettings.of("", "0600", "", "", 40).bufferBytes(request)).isEqualTo(3840);
        assertRefused("bufferMillis", 2001, "2000 ms");
        assertRefused("bufferMillis", "soon", "whole number");
    }

    private void assertRefused(String key, Object value, String... words) {
        assertThatThrownBy(() -> check.check(UnixTransport.PID, Map.of(key, value)))
                .isInstanceOfSatisfying(InvalidConfigurationException.class, e -> assertThat(e.key()).isEqualTo(key))
                .hasMessageContaining(value.toString()).satisfies(e -> assertThat(e.getMessage()).contains(words));
    }
}
