package announcer.conf.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfFolderTest {
    @TempDir
    Path dir;
    private final AtomicLong now = new AtomicLong();
    private ConfFolder folder;

    @BeforeEach
    void open() throws IOException {
        folder = new ConfFolder(dir, now::get);
    }

    private void pass() {
        now.addAndGet(ConfFolder.SETTLE_NANOS);
    }

    private void put(String text) throws IOException {
        Files.writeString(dir.resolve("a.cfg"), text, UTF_8);
    }

    @Test
    void a_file_is_seen_only_when_it_has_settled() throws Exception {
        put("a");
        assertThat(folder.look(false)).isEmpty();
        put("a = 1");
        pass();
        assertThat(folder.look(false)).isEmpty();
        pass();
        assertThat(folder.look(false)).containsEntry("a.cfg", ContentHash.of("a = 1".getBytes(UTF_8)));
    }

    @Test
    void at_start_nothing_is_waited_for() throws Exception {
        put("a = 1");
        assertThat(folder.look(true)).containsKey("a.cfg");
    }

    @Test
    void an_editor_that_renames_is_no_delete() throws Exception {
        put("a = 1");
        var before = folder.look(true);
        Files.move(dir.resolve("a.cfg"), dir.resolve("a.cfg~"));
        assertThat(folder.look(false)).isEqualTo(before);
        Files.writeString(dir.resolve("new"), "a = 2", UTF_8);
        Files.move(dir.resolve("new"), dir.resolve("a.cfg"), StandardCopyOption.ATOMIC_MOVE);
        pass();
        assertThat(folder.look(false)).isEqualTo(before);
        pass();
        assertThat(folder.look(false)).containsEntry("a.cfg", ContentHash.of("a = 2".getBytes(UTF_8)));
    }

    @Test
    void a_file_that_stays_away_is_gone() throws Exception {
        put("a = 1");
        folder.look(true);
        Files.delete(dir.resolve("a.cfg"));
        assertThat(folder.look(false)).isNotEmpty();
        pass();
        assertThat(folder.look(false)).isEmpty();
    }

    @Test
    void a_second_save_within_one_tick_of_the_clock_is_seen() throws Exception {
        put("a = 1");
        folder.look(true);
        var time = Files.getLastModifiedTime(dir.resolve("a.cfg"));
        put("a = 2");
        Files.setLastModifiedTime(dir.resolve("a.cfg"), time);
        pass();
        assertThat(folder.look(false)).containsEntry("a.cfg", ContentHash.of("a = 2".getBytes(UTF_8)));
    }

    @Test
    void a_written_file_is_whole_and_known() throws Exception {
        String hash = folder.write("a.cfg", "x = 中文\n".getBytes(UTF_8), false);
        assertThat(Files.readString(dir.resolve("a.cfg"), UTF_8)).isEqualTo("x = 中文\n");
        assertThat(folder.look(false)).containsEntry("a.cfg", hash);
        try (var files = Files.list(dir)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void secrets_are_for_the_owner_others_keep_their_mode() throws Exception {
        folder.write("new.cfg", new byte[0], false);
        folder.write("secret.cfg", new byte[0], true);
        put("x");
        Files.setPosixFilePermissions(dir.resolve("a.cfg"), PosixFilePermissions.fromString("rw-rw-r--"));
        folder.write("a.cfg", new byte[0], false);
        assertThat(mode("new.cfg")).isEqualTo("rw-r-----");
        assertThat(mode("secret.cfg")).isEqualTo("rw-------");
        assertThat(mode("a.cfg")).isEqualTo("rw-rw-r--");
    }

    private String mode(String file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(dir.resolve(file)));
    }

    @Test
    void when_writing_fails_the_old_file_is_as_it_was() throws Exception {
        put("a = 1");
        // A folder in the place of the temporary file stands for a disk that takes no more.
        Files.createDirectories(dir.resolve(".a.cfg.tmp/full"));
        assertThatThrownBy(() -> folder.write("a.cfg", "a = 2".getBytes(UTF_8), false)).isInstanceOf(IOException.class);
        assertThat(Files.readString(dir.resolve("a.cfg"), UTF_8)).isEqualTo("a = 1");
    }
}
