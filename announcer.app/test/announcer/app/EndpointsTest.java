package announcer.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EndpointsTest {
    @TempDir
    Path folder;

    @Test
    void the_file_has_exactly_the_three_addresses() throws IOException {
        Path file = folder.resolve("endpoints.json");

        Endpoints.of("http://127.0.0.1:8080/", "rtsp://127.0.0.1:8554/main").write(file);

        assertThat(Files.readString(file).trim()).isEqualTo("{\"http\":\"http://127.0.0.1:8080/\",\"rtsp\":\"rtsp://127.0.0.1:8554/main\","
                + "\"console\":\"http://127.0.0.1:8080/system/console\"}");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void one_without_a_server_is_not_complete() {
        assertThat(Endpoints.of("http://127.0.0.1:8080", "").isComplete()).isFalse();
        assertThat(Endpoints.of("", "rtsp://127.0.0.1:8554/main").isComplete()).isFalse();
        assertThat(Endpoints.of("http://127.0.0.1:8080", "rtsp://127.0.0.1:8554/main").isComplete()).isTrue();
    }

    @Test
    void a_listener_on_all_interfaces_is_told_by_its_loopback_address() {
        assertThat(EndpointRegistry.choose(List.of("http://192.0.2.7:8080/", "http://127.0.0.1:8080/")))
                .isEqualTo("http://127.0.0.1:8080/");
        assertThat(EndpointRegistry.choose(List.of("https://192.0.2.7:8443/", "http://192.0.2.7:8080/")))
                .isEqualTo("http://192.0.2.7:8080/");
        assertThat(EndpointRegistry.choose(List.of("/"))).isEmpty();
    }

    @Test
    void an_address_that_no_url_can_hold_is_not_told_when_there_is_another() {
        assertThat(EndpointRegistry.choose(List.of("https://[fd00:0:0:0:0:0:0:2%eth0]:8443/", "https://192.0.2.2:8443/")))
                .isEqualTo("https://192.0.2.2:8443/");
        assertThat(EndpointRegistry.choose(List.of("https://192.0.2.2:8443/", "https://127.0.0.1:8443/")))
                .isEqualTo("https://127.0.0.1:8443/");
        assertThat(EndpointRegistry.choose(List.of("https://[fd00::2%eth0]:8443/", "http://[::1]:8080/"))).isEqualTo("http://[::1]:8080/");
    }
}
