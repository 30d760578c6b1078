package announcer.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EndpointPublisherTest {
    private static final Endpoints ONE = Endpoints.of("http://127.0.0.1:1/", "rtsp://127.0.0.1:2/main");
    private static final Endpoints OTHER = Endpoints.of("http://127.0.0.1:1/", "rtsp://127.0.0.1:3/main");

    @TempDir
    Path folder;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private int shells;
    private Path file;
    private EndpointPublisher publisher;

    @BeforeEach
    void create() {
        file = folder.resolve("data").resolve("endpoints.json");
        publisher = new EndpointPublisher(file, new PrintStream(out, true, StandardCharsets.UTF_8), () -> shells++);
    }

    private long printed() {
        return out.toString(StandardCharsets.UTF_8).lines().filter(l -> l.startsWith("http: ")).count();
    }

    /** A folder that is missing refuses the file as a full disk does. */
    @Test
    void while_the_file_cannot_be_written_nothing_is_published_and_the_addresses_are_printed_once() throws IOException {
        assertThat(publisher.publish(ONE, true)).isFalse();
        assertThat(publisher.publish(ONE, true)).isFalse();
        assertThat(printed()).isEqualTo(1);
        assertThat(shells).isEqualTo(1);

        Files.createDirectory(file.getParent());

        assertThat(publisher.publish(ONE, true)).isTrue();
        assertThat(file).content().contains("rtsp://127.0.0.1:2/main");
        assertThat(printed()).isEqualTo(1);
    }

    @Test
    void other_addresses_are_printed_and_written_again_and_the_shell_begins_once() throws IOException {
        Files.createDirectory(file.getParent());
        publisher.publish(ONE, false);
        publisher.publish(OTHER, true);

        assertThat(file).content().contains("rtsp://127.0.0.1:3/main").doesNotContain("rtsp://127.0.0.1:2/main");
        assertThat(printed()).isEqualTo(2);
        assertThat(shells).isEqualTo(1);
    }
}
