package announcer.rtsp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import announcer.rtsp.protocol.Credentials;

class CredentialsFileTest {
    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("rtsp-publish.credentials");
    }

    @Test
    void they_are_made_once_and_kept() throws IOException {
        Credentials made = CredentialsFile.readOrMake(file());

        assertThat(CredentialsFile.readOrMake(file())).isEqualTo(made);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "\0\0\0\0\0\0\0\0"})
    void a_file_that_a_power_cut_left_is_set_aside_and_made_anew(String torn) throws IOException {
        Files.writeString(file(), torn);

        Credentials made = CredentialsFile.readOrMake(file());

        assertThat(file()).hasContent(made.user() + ":" + made.password() + "\n");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(f -> f.getFileName().toString()))
                    .anyMatch(name -> name.matches("rtsp-publish\\.credentials\\.damaged-.*"));
        }
    }

    @Test
    void what_somebody_wrote_wrongly_is_theirs_to_mend() throws IOException {
        Files.writeString(file(), "me:p@ss");

        assertThatThrownBy(() -> CredentialsFile.readOrMake(file())).isInstanceOf(IOException.class).hasMessageContaining("Correct it");
        assertThat(file()).hasContent("me:p@ss");
    }
}
