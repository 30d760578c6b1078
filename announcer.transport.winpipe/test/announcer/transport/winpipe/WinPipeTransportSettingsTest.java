package announcer.transport.winpipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import announcer.api.config.InvalidConfigurationException;
import announcer.api.stream.MediaPipe;
import announcer.api.stream.PipeRequest;

class WinPipeTransportSettingsTest {
    private final WinPipeTransportCheck check = new WinPipeTransportCheck();

    @Test
    void the_defaults_are_a_name_of_our_own_and_the_channels_own_buffer() throws Exception {
        assertThat(WinPipeTransportConfig.class.getMethod("pipeName").getDefaultValue()).isEqualTo("");
        assertThat(WinPipeTransportConfig.class.getMethod("bufferMillis").getDefaultValue()).isEqualTo(0);
        assertThat(WinPipeTransportConfig.class.getDeclaredMethods()).hasSize(2);
        check.check(WinPipeTransport.PID, Map.of());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"tts_audio_pipe|\\\\.\\pipe\\tts_audio_pipe",
            "\\\\.\\pipe\\tts_audio_pipe|\\\\.\\pipe\\tts_audio_pipe",
            "\\\\.\\PIPE\\x|\\\\.\\pipe\\x", "voice-{channel}|\\\\.\\pipe\\voice-main"})
    void a_name_is_taken_with_and_without_its_prefix(String pipeName, String path) throws Exception {
        try (MediaPipe pipe = Pipes.transport(new ModelPipes(), pipeName).open(Pipes.request("main"))) {
            assertThat(pipe.inputUrl()).isEqualTo(path);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\\\.\\pipe\\", "\\\\server\\pipe\\x", "a\\b", "a/b", "tab\there"})
    void what_is_no_name_is_refused_with_its_value(String pipeName) {
        assertThatThrownBy(() -> check.check(WinPipeTransport.PID, Map.of("pipeName", pipeName)))
                .isInstanceOf(InvalidConfigurationException.class).hasMessageContaining("'" + pipeName + "'")
                .hasMessageContaining("tts_audio_pipe");
    }

    @Test
    void a_name_that_windows_would_not_take_is_refused_with_its_length() throws Exception {
        check.check(WinPipeTransport.PID, Map.of("pipeName", "x".repeat(247)));
        assertThatThrownBy(() -> check.check(WinPipeTransport.PID, Map.of("pipeName", "x".repeat(248)))).hasMessageContaining("257")
                .hasMessageContaining("256");
        assertThatThrownBy(() -> Pipes.transport(new ModelPipes(), "x".repeat(240) + "{channel}").open(Pipes.request("main-hall")))
                .isInstanceOf(IOException.class).hasMessageContaining("258");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "2001", "x"})
    void a_buffer_that_cannot_be_is_refused(String millis) {
        assertThatThrownBy(() -> check.check(WinPipeTransport.PID, Map.of("bufferMillis", millis)))
                .isInstanceOf(InvalidConfigurationException.class).hasMessageContaining(millis);
    }

    @Test
    void a_name_without_the_channel_serves_one_channel_and_tells_the_second_what_to_do() throws Exception {
        WinPipeTransport transport = Pipes.transport(new ModelPipes(), "Tts_Audio_Pipe");
        try (MediaPipe first = transport.open(Pipes.request("main"))) {
            assertThatThrownBy(() -> transport.open(Pipes.request("hall"))).isInstanceOf(IOException.class)
                    .hasMessageContaining(first.inputUrl()).hasMessageContaining("{channel}").hasMessageContaining("hall");
        }
        transport.open(Pipes.request("hall")).close();
    }

    @Test
    void the_default_name_tells_homes_channels_and_streams_apart() throws Exception {
        ModelPipes windows = new ModelPipes();
        WinPipeTransport other = new WinPipeTransport(windows, "another home");
        other.apply(WinPipeTransportSettings.of("", 0));
        WinPipeTransport transport = Pipes.transport(windows, "");
        try (MediaPipe main = transport.open(Pipes.request("main"));
                MediaPipe hall = transport.open(Pipes.request("hall"));
                MediaPipe picture = transport.open(new PipeRequest("main", "picture", 1000, 10, 100));
                MediaPipe elsewhere = other.open(Pipes.request("main"))) {
            assertThat(main.inputUrl()).matches("\\\\\\\\\\.\\\\pipe\\\\announcer-[0-9a-f]{8}-main");
            assertThat(java.util.Set.of(main.inputUrl(), hall.inputUrl(), picture.inputUrl(), elsewhere.inputUrl())).hasSize(4);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.b", "a\\b", "", "ä"})
    void a_channel_whose_id_cannot_be_in_a_name_is_refused(String channel) {
        assertThatThrownBy(() -> Pipes.transport(new ModelPipes(), "").open(Pipes.request(channel))).isInstanceOf(IOException.class)
                .hasMessageContaining("'" + channel + "'");
    }

    @Test
    void what_is_still_open_when_the_transport_stops_is_closed() throws Exception {
        ModelPipes windows = new ModelPipes();
        WinPipeTransport transport = Pipes.transport(windows, "");
        transport.open(Pipes.request("main"));
        transport.deactivate();
        assertThat(windows.open()).isZero();
    }
}
