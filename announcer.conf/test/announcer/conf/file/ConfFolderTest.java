package announcer.conf.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfFolderTest {
    @TempDir
    Path dir;
    private final AtomicLong now = new AtomicLong();
    private Path journal;
    private ConfFolder folder;

    @BeforeEach
    void open() throws IOException {
        journal = dir.resolveSibling(dir.getFileName() + "-unfinished");
        folder = new ConfFolder(dir, journal, now::get);
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
        // A folder in the place of the temporary file, and a file in that of the copy's folder, stand for a disk that takes no more.
        Files.createDirectories(dir.resolve(".a.cfg.tmp/full"));
        Files.writeString(journal, "full");
        assertThatThrownBy(() -> folder.write("a.cfg", "a = 2".getBytes(UTF_8), false)).isInstanceOf(IOException.class);
        assertThat(Files.readString(dir.resolve("a.cfg"), UTF_8)).isEqualTo("a = 1");
    }

    @Test
    void a_file_that_no_other_can_replace_is_written_in_place() throws Exception {
        folder = new ConfFolder(dir, journal, now::get, (from, to) -> {
            throw new FileSystemException(from.toString(), to.toString(), "Device or resource busy");
        });
        put("a = a longer text than the next one");
        Object before = Files.readAttributes(dir.resolve("a.cfg"), BasicFileAttributes.class).fileKey();

        String hash = folder.write("a.cfg", "a = 2".getBytes(UTF_8), false);

        assertThat(Files.readString(dir.resolve("a.cfg"), UTF_8)).isEqualTo("a = 2");
        assertThat(Files.readAttributes(dir.resolve("a.cfg"), BasicFileAttributes.class).fileKey()).isEqualTo(before);
        assertThat(folder.look(false)).containsEntry("a.cfg", hash);
        assertThat(dir.resolve(".a.cfg.tmp")).doesNotExist();
        assertThat(journal).isEmptyDirectory();
    }

    @Test
    void a_write_in_place_that_cannot_be_undone_is_finished_by_the_next_start_and_says_what_failed_first() throws Exception {
        AtomicInteger failures = new AtomicInteger();
        put("a = 1");
        folder = new ConfFolder(dir, journal, now::get, new ConfFolder.Disk() {
            @Override
            public void rename(Path from, Path to) throws IOException {
                failures.incrementAndGet();
                throw new FileSystemException(from.toString(), to.toString(), "Device or resource busy");
            }

            @Override
            public void write(FileChannel out, byte[] bytes) throws IOException {
                if (failures.get() > 0) {
                    throw new IOException("failure " + failures.getAndIncrement());
                }
                ConfFolder.Disk.super.write(out, bytes);
            }
        });

        assertThatThrownBy(() -> folder.write("a.cfg", "b = 2345".getBytes(UTF_8), false)).hasMessage("failure 1")
                .satisfies(e -> assertThat(e.getSuppressed()).extracting(Throwable::getMessage).contains("failure 2"));

        new ConfFolder(dir, journal, now::get);
        assertThat(Files.readString(dir.resolve("a.cfg"), UTF_8)).isEqualTo("b = 2345");
    }

    @Test
    void a_write_in_place_that_fails_halfway_leaves_the_old_file() throws Exception {
        AtomicBoolean full = new AtomicBoolean();
        folder = new ConfFolder(dir, journal, now::get, new ConfFolder.Disk() {
            @Override
            public void rename(Path from, Path to) throws IOException {
                full.set(true);
                throw new FileSystemException(from.toString(), to.toString(), "Device or resource busy");
            }

            @Override
            public void write(FileChannel out, byte[] bytes) throws IOException {
                if (full.get() && bytes.length > 5) {
                    out.write(ByteBuffer.wrap(bytes, 0, 5));
                    throw new IOException("No space left on device");
                }
                ConfFolder.Disk.super.write(out, bytes);
            }
        });
        put("a = 1");
        var before = folder.look(true);

        assertThatThrownBy(() -> folder.write("a.cfg", "b = 2345".getBytes(UTF_8), false)).hasMessage("No space left on device");

        assertThat(Files.readString(dir.resolve("a.cfg"), UTF_8)).isEqualTo("a = 1");
        assertThat(folder.look(true)).isEqualTo(before);
        assertThat(journal).as("nothing is made again at the next start").isEmptyDirectory();
    }

    @Test
    void a_folder_that_takes_no_new_files_has_its_files_written_in_place() throws Exception {
        put("a = 1");
        Files.createDirectories(dir.resolve(".a.cfg.tmp/in the way"));

        folder.write("a.cfg", "a = 2".getBytes(UTF_8), true);

        assertThat(Files.readString(dir.resolve("a.cfg"), UTF_8)).isEqualTo("a = 2");
        assertThat(mode("a.cfg")).isEqualTo("rw-------");
    }

    @Test
    void a_write_in_place_that_was_cut_off_is_made_again_at_the_next_start() throws Exception {
        put("a = 2tail of the old text");
        Files.createDirectories(journal);
        Files.writeString(journal.resolve("a.cfg"), "a = 2\nb = 3\n", UTF_8);

        folder = new ConfFolder(dir, journal, now::get);

        assertThat(Files.readString(dir.resolve("a.cfg"), UTF_8)).isEqualTo("a = 2\nb = 3\n");
        assertThat(journal).isEmptyDirectory();
    }

    @Test
    void what_was_edited_since_is_not_written_over_at_the_next_start() throws Exception {
        Files.createDirectories(journal);
        Files.writeString(journal.resolve("a.cfg"), "a = 2\n", UTF_8);
        Files.setLastModifiedTime(journal.resolve("a.cfg"), FileTime.from(Instant.now().minusSeconds(60)));
        put("a = 3");

        folder = new ConfFolder(dir, journal, now::get);

        assertThat(Files.readString(dir.resolve("a.cfg"), UTF_8)).isEqualTo("a = 3");
        assertThat(journal).isEmptyDirectory();
    }
}
