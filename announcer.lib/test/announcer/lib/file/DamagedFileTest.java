package announcer.lib.file;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DamagedFileTest {
    private static final Instant NOW = Instant.parse("2026-11-30T10:22:33Z");

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"", " \n", "\0\0\0", "key = \0", "\u001b[2J"})
    void what_nobody_wrote_is_torn(String content) {
        assertThat(DamagedFile.isTorn(content.getBytes(UTF_8), true)).isTrue();
    }

    @Test
    void what_is_not_utf_8_is_torn() {
        assertThat(DamagedFile.isTorn(new byte[]{'a', (byte) 0xff}, true)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "# nothing\r\n", "\uFEFFtext\twith a tab", "请到三号窗口"})
    void what_a_person_wrote_is_not_however_wrong_it_is(String content) {
        assertThat(DamagedFile.isTorn(content.getBytes(UTF_8), true)).isFalse();
    }

    /** As PowerShell 5 saves what is sent into a file. */
    @Test
    void what_is_saved_as_utf_16_is_not_torn_although_it_has_zero_bytes() throws IOException {
        for (Charset charset : List.of(UTF_16LE, UTF_16BE)) {
            assertThat(DamagedFile.isTorn(Files.writeString(folder.resolve("api.token"), "\uFEFFa token of mine\r\n", charset)))
                    .as(charset.name()).isFalse();
        }
    }

    @Test
    void a_long_text_is_looked_at_from_its_beginning_and_may_be_cut_within_a_character() throws IOException {
        Path file = Files.writeString(folder.resolve("long"), "x" + "请".repeat(2000));
        assertThat(DamagedFile.isTorn(file)).isFalse();
        assertThat(DamagedFile.isTorn("x请".getBytes(UTF_8), true)).isFalse();
        assertThat(DamagedFile.isTorn(Arrays.copyOf("x请".getBytes(UTF_8), 3), true)).as("a file that ends in a character").isTrue();
    }

    @Test
    void what_is_set_aside_lies_beside_under_a_name_that_tells() throws IOException {
        Path file = Files.writeString(folder.resolve("api.token"), "first");

        Path aside = DamagedFile.setAside(file, NOW);

        assertThat(file).doesNotExist();
        assertThat(aside).hasFileName("api.token.damaged-20261130T102233Z").hasContent("first");
        assertThat(DamagedFile.isAside(aside.getFileName().toString())).isTrue();
        Files.writeString(file, "second");
        Path next = DamagedFile.setAside(file, NOW);
        assertThat(next).hasFileName("api.token.damaged-20261130T102233Z-2").hasContent("second");
        assertThat(DamagedFile.isAside(next.getFileName().toString())).isTrue();
        assertThat(DamagedFile.isAside("api.token")).isFalse();
    }

    @Test
    void a_folder_can_be_set_aside_elsewhere() throws IOException {
        Path bundle = Files.createDirectories(folder.resolve("framework/bundle3"));

        assertThat(DamagedFile.setAside(bundle, folder.resolve("bundle3"), NOW)).hasFileName("bundle3.damaged-20261130T102233Z")
                .isDirectory();
    }

    @Test
    void a_file_is_replaced_whole_or_not_at_all() throws IOException {
        Path file = Files.writeString(folder.resolve("list"), "before");

        DurableFile.replace(file, "after".getBytes(UTF_8));
        assertThat(file).hasContent("after");

        Files.createDirectories(folder.resolve("list.tmp/in the way"));
        assertThatThrownBy(() -> DurableFile.replace(file, "never".getBytes(UTF_8))).isInstanceOf(IOException.class);
        assertThat(file).hasContent("after");
    }
}
