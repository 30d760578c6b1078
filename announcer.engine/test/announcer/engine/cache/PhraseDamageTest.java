package announcer.engine.cache;

import static announcer.engine.cache.Phrases.diskOnly;
import static announcer.engine.cache.Phrases.file;
import static announcer.engine.cache.Phrases.files;
import static announcer.engine.cache.Phrases.key;
import static announcer.engine.cache.Phrases.sound;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are not what they should be: none is ever heard, none stays, none is removed that is not the cache's. */
@Timeout(60)
class PhraseDamageTest {
    @TempDir
    private Path folder;
    private Path phrase;
    private byte[] whole;
    private PhraseCache cache;

    @BeforeEach
    void write() throws Exception {
        open();
        cache.put(key(1), sound(key(1), 2));
        cache.flush();
        phrase = file(folder, key(1));
        whole = Files.readAllBytes(phrase);
    }

    @AfterEach
    void close() {
        cache.close();
    }

    private void open() throws InterruptedException {
        cache = new PhraseCache(folder, diskOnly(1_000_000), new Phrases.SetClock());
        cache.flush();
    }

    private void reopen() throws InterruptedException {
        cache.close();
        open();
    }

    private void isNeitherHeardNorKept() throws InterruptedException {
        assertThat(cache.get(key(1))).isEmpty();
        cache.flush();
        assertThat(files(folder)).isEmpty();
        assertThat(cache.figures().diskEntries()).isZero();
        assertThat(cache.figures().diskBytes()).isZero();
    }

    /** Magic, version, time, both lengths, both checksums, the key, the sound's first and last byte. */
    @ParameterizedTest
    @ValueSource(ints = {0, 4, 7, 8, 15, 16, 19, 20, 23, 24, 27, 28, 31, 32, 60, -1, -1920})
    void one_wrong_byte_is_noticed(int at) throws Exception {
        byte[] damaged = whole.clone();
        damaged[at < 0 ? whole.length + at : at] ^= 0x40;
        Files.write(phrase, damaged);
        isNeitherHeardNorKept();
        cache.put(key(1), sound(key(1), 2));
        cache.flush();
        assertThat(cache.get(key(1))).as("made anew").hasValue(sound(key(1), 2));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 31, 32, 50, 1000, -1})
    void a_shortened_file_is_noticed(int length) throws Exception {
        Files.write(phrase, Arrays.copyOf(whole, length < 0 ? whole.length + length : length));
        isNeitherHeardNorKept();
    }

    @Test
    void a_file_that_is_too_long_is_noticed() throws Exception {
        Files.write(phrase, Arrays.copyOf(whole, whole.length + 1));
        isNeitherHeardNorKept();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 10, 100, 1000})
    void a_damaged_file_is_removed_at_the_start(int length) throws Exception {
        Files.write(phrase, Arrays.copyOf(whole, length));
        reopen();
        assertThat(files(folder)).isEmpty();
        assertThat(cache.figures().diskBytes()).isZero();
    }

    @Test
    void a_foreign_file_under_the_name_of_a_phrase_is_removed() throws Exception {
        Files.writeString(phrase, "This is no phrase, but it is longer than a head of 32 bytes.");
        reopen();
        assertThat(files(folder)).isEmpty();
    }

    @Test
    void a_length_that_asks_for_gigabytes_is_not_believed() throws Exception {
        byte[] damaged = whole.clone();
        Arrays.fill(damaged, 20, 24, (byte) 0x7f);
        Files.write(phrase, damaged);
        isNeitherHeardNorKept();
    }

    @Test
    void another_phrase_under_this_name_is_not_heard() throws Exception {
        // What a collision of hashes would look like.
        cache.put(key(2), sound(key(2), 2));
        cache.flush();
        Files.write(phrase, Files.readAllBytes(file(folder, key(2))));
        assertThat(cache.get(key(1))).isEmpty();
        cache.flush();
        assertThat(files(folder)).containsExactly(file(folder, key(2)));
        Files.write(phrase, Files.readAllBytes(file(folder, key(2))));
        reopen();
        assertThat(files(folder)).containsExactly(file(folder, key(2)));
    }

    @Test
    void what_a_crash_left_half_written_is_removed_at_the_start() throws Exception {
        Files.write(folder.resolve(new CacheFile(key(7)).temporary(-1)), Arrays.copyOf(whole, 500));
        reopen();
        assertThat(files(folder)).containsExactly(phrase);
    }

    @Test
    void what_is_not_the_caches_is_left_alone_even_when_it_is_emptied() throws Exception {
        Path notes = Files.writeString(folder.resolve("notes.txt"), "mine");
        Path theirs = Files.writeString(folder.resolve("download.tmp"), "theirs");
        Path inside = Files.createDirectories(folder.resolve("inside"));
        reopen();
        cache.purge();
        cache.flush();
        assertThat(files(folder)).containsExactlyInAnyOrder(notes, theirs, inside);
        assertThat(cache.figures().diskBytes()).isZero();
    }
}
