package announcer.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class HomeOwnerTest {
    @TempDir
    private Path folder;

    @Test
    void a_home_has_the_same_owner_at_each_start_and_no_other_home_has() throws Exception {
        Path home = folder.resolve("home/data/ffmpeg");
        String owner = HomeOwner.of(home);
        assertThat(HomeOwner.of(home)).isEqualTo(owner);
        assertThat(HomeOwner.of(folder.resolve("other/data/ffmpeg"))).isNotEqualTo(owner);
        Path copy = Files.createDirectories(folder.resolve("copy"));
        Files.copy(home.resolve("owner"), copy.resolve("owner"));
        assertThat(HomeOwner.of(copy)).as("of a copy").isNotEqualTo(owner);
        // As another machine's container has it: the same path, and another home.
        Files.delete(home.resolve("owner"));
        assertThat(HomeOwner.of(home)).isNotEqualTo(owner);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void a_link_to_a_home_is_the_home() throws Exception {
        Path home = Files.createDirectories(folder.resolve("home"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), home);
        assertThat(HomeOwner.of(link)).isEqualTo(HomeOwner.of(home));
    }

    @Test
    void what_cannot_be_read_is_made_anew_and_what_cannot_be_written_is_done_without() throws Exception {
        Files.writeString(folder.resolve("owner"), "\0\0\0", StandardCharsets.US_ASCII);
        String made = HomeOwner.of(folder);
        assertThat(HomeOwner.of(folder)).isEqualTo(made);
        Path file = Files.writeString(folder.resolve("file"), "", StandardCharsets.US_ASCII);
        assertThat(HomeOwner.of(file)).isEqualTo(file.toString());
    }
}
