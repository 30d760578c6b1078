package announcer.lib.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class SearchPathTest {
    @TempDir
    private Path folder;

    @Test
    void relative_empty_and_repeated_entries_are_left_out_and_impossible_ones_are_named() {
        SearchPath path = SearchPath.parse("/b::bin:.:/a:/b:\0", ":");
        assertThat(path.folders()).containsExactly(Path.of("/b"), Path.of("/a"));
        assertThat(path.invalid()).containsExactly("\0");
        assertThat(SearchPath.parse("", ":").folders()).isEmpty();
    }

    @Test
    void a_name_is_looked_for_and_a_path_is_taken_as_it_is() {
        SearchPath path = SearchPath.parse("/a:/b", ":");
        assertThat(path.candidates("x")).containsExactly(Path.of("/a/x"), Path.of("/b/x"));
        assertThat(path.candidates("/c/x")).containsExactly(Path.of("/c/x"));
        assertThat(path.candidates("c/x")).containsExactly(Path.of("c/x"));
        assertThat(path.candidates("\0")).isEmpty();
    }

    @Test
    void the_first_executable_file_is_found() throws IOException {
        Path first = Files.createDirectories(folder.resolve("1"));
        Path second = Files.createDirectories(folder.resolve("2"));
        SearchPath path = SearchPath.parse(first + ":" + second, ":");
        Files.createDirectories(first.resolve("x"));
        Files.createFile(second.resolve("x"));
        assertThat(path.find(List.of("x"))).isEmpty();
        assertThat(second.resolve("x").toFile().setExecutable(true)).isTrue();
        assertThat(path.find(List.of("y", "x"))).contains(second.resolve("x"));
    }
}
