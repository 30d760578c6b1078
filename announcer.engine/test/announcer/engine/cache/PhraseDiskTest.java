package announcer.engine.cache;

import static announcer.engine.cache.Phrases.diskOnly;
import static announcer.engine.cache.Phrases.file;
import static announcer.engine.cache.Phrases.fileBytes;
import static announcer.engine.cache.Phrases.files;
import static announcer.engine.cache.Phrases.key;
import static announcer.engine.cache.Phrases.sound;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import announcer.engine.cache.PhraseCache.Limits;

/** The cache on disk: what a restart keeps, limits, age, emptying, troubles with the folder. */
@Timeout(60)
class PhraseDiskTest {
    private final Phrases.SetClock clock = new Phrases.SetClock();
    @TempDir
    private Path temporary;
    private Path folder;
    private PhraseCache cache;

    @BeforeEach
    void folder() {
        folder = temporary.resolve("cache").resolve("phrases");
    }

    @AfterEach
    void close() {
        if (cache != null) {
            cache.close();
        }
    }

    private void open(Limits limits) throws InterruptedException {
        close();
        cache = new PhraseCache(folder, limits, clock);
        cache.flush();
    }

    private void put(int n) {
        cache.put(key(n), sound(key(n), 2));
    }

    private boolean has(int n) {
        return cache.get(key(n)).isPresent();
    }

    @Test
    void a_restart_keeps_what_was_put() throws Exception {
        open(new Limits(100_000, 100_000, Phrases.DAY));
        put(1);
        open(new Limits(100_000, 100_000, Phrases.DAY));
        assertThat(cache.figures().memoryEntries()).isZero();
        assertThat(cache.get(key(1))).hasValue(sound(key(1), 2));
        assertThat(cache.figures().memoryEntries()).as("it is kept in memory from then on").isOne();
        assertThat(cache.figures().diskEntries()).isOne();
        assertThat(cache.figures().diskBytes()).isEqualTo(fileBytes(key(1), 2)).isEqualTo(Files.size(file(folder, key(1))));
    }

    @Test
    void the_limit_holds_over_restarts_and_what_was_used_last_stays() throws Exception {
        long cap = 20 * fileBytes(key(100), 2);
        int n = 100;
        for (int run = 0; run < 5; run++) {
            open(diskOnly(cap));
            for (int i = 0; i < 40; i++) {
                clock.forward(Duration.ofSeconds(1));
                put(n++);
                cache.flush();
                assertThat(Phrases.bytes(folder)).isLessThanOrEqualTo(cap);
            }
            assertThat(cache.figures().diskBytes()).isEqualTo(Phrases.bytes(folder));
        }
        open(diskOnly(cap));
        assertThat(IntStream.range(100, n).filter(this::has)).containsExactly(IntStream.range(n - 20, n).boxed().toArray(Integer[]::new));
    }

    @Test
    void a_disk_that_becomes_full_gets_its_room_back_from_the_cache() throws Exception {
        AtomicLong others = new AtomicLong();
        long disk = DiskEvictor.RESERVE_BYTES + 10 * fileBytes(key(100), 2);
        cache = new PhraseCache(new CacheFolder(folder, f -> disk - others.get() - Phrases.bytes(f)), diskOnly(1_000_000), clock);
        for (int n = 100; n < 120; n++) {
            clock.forward(Duration.ofSeconds(1));
            put(n);
            cache.flush();
        }
        assertThat(IntStream.range(100, 120).filter(this::has).boxed()).as("what was used last is kept, and the reserve is free")
                .containsExactlyElementsOf(IntStream.range(110, 120).boxed().toList());

        others.set(4 * fileBytes(key(100), 2));
        cache.flush();
        assertThat(cache.figures().diskEntries()).as("another one takes room").isEqualTo(6);

        others.set(disk);
        put(130);
        cache.flush();
        assertThat(cache.figures().diskEntries()).as("nothing is left to give").isZero();
        assertThat(cache.unwritten()).isPositive();
    }

    @Test
    void a_lower_limit_holds_from_the_start() throws Exception {
        open(diskOnly(100_000));
        for (int n = 0; n < 10; n++) {
            put(n);
            cache.flush();
            clock.forward(Duration.ofSeconds(1));
        }
        long two = 2 * fileBytes(key(1), 2);
        open(diskOnly(two));
        assertThat(Phrases.bytes(folder)).isEqualTo(two);
        assertThat(has(9)).isTrue();
    }

    @Test
    void a_lower_limit_holds_while_it_runs() throws Exception {
        open(diskOnly(100_000));
        IntStream.range(0, 10).forEach(this::put);
        cache.flush();
        long two = 2 * fileBytes(key(1), 2);
        cache.limits(diskOnly(two));
        cache.flush();
        assertThat(Phrases.bytes(folder)).isEqualTo(cache.figures().diskBytes()).isEqualTo(two);
        cache.limits(Phrases.memoryOnly(1_000));
        cache.flush();
        assertThat(files(folder)).isEmpty();
        assertThat(has(9)).isFalse();
    }

    @Test
    void a_use_is_remembered_over_a_restart() throws Exception {
        Limits three = new Limits(100_000, 3 * fileBytes(key(1), 2) + 2 * fileBytes(key(1), 2), Phrases.DAY);
        open(three);
        for (int n = 1; n <= 5; n++) {
            put(n);
            cache.flush();
            clock.forward(Duration.ofSeconds(1));
        }
        clock.forward(Duration.ofHours(2));
        assertThat(has(1)).as("from memory").isTrue();
        cache.flush();
        open(three);
        put(6);
        cache.flush();
        assertThat(IntStream.rangeClosed(1, 6).filter(n -> Files.exists(file(folder, key(n))))).containsExactly(1, 3, 4, 5, 6);
    }

    @Test
    void the_least_recently_used_goes_first_while_it_runs() throws Exception {
        open(diskOnly(5 * fileBytes(key(1), 2)));
        for (int n = 1; n <= 5; n++) {
            put(n);
            cache.flush();
        }
        assertThat(has(1)).isTrue();
        put(6);
        cache.flush();
        assertThat(IntStream.rangeClosed(1, 6).filter(this::has)).containsExactly(1, 3, 4, 5, 6);
    }

    @Test
    void the_time_of_a_file_is_set_at_most_once_an_hour() throws Exception {
        open(diskOnly(100_000));
        put(1);
        cache.flush();
        long written = Files.getLastModifiedTime(file(folder, key(1))).toMillis();
        assertThat(written).isEqualTo(clock.millis());
        clock.forward(Duration.ofMinutes(59));
        assertThat(has(1)).isTrue();
        cache.flush();
        assertThat(Files.getLastModifiedTime(file(folder, key(1))).toMillis()).isEqualTo(written);
        clock.forward(Duration.ofMinutes(1));
        assertThat(has(1)).isTrue();
        cache.flush();
        assertThat(Files.getLastModifiedTime(file(folder, key(1))).toMillis()).isEqualTo(clock.millis());
    }

    @Test
    void a_use_makes_nothing_younger() throws Exception {
        open(diskOnly(100_000));
        put(1);
        cache.flush();
        clock.forward(Duration.ofHours(23));
        assertThat(has(1)).isTrue();
        clock.forward(Duration.ofHours(2));
        assertThat(has(1)).isFalse();
        cache.flush();
        assertThat(files(folder)).isEmpty();
        assertThat(cache.figures().diskBytes()).isZero();
    }

    @Test
    void what_is_too_old_is_removed_though_nobody_asks() throws Exception {
        open(diskOnly(100_000));
        put(1);
        cache.flush();
        clock.forward(Duration.ofHours(25));
        cache.flush();
        assertThat(files(folder)).isEmpty();
    }

    @Test
    void what_became_too_old_while_it_was_closed_is_removed_at_the_start() throws Exception {
        open(diskOnly(100_000));
        put(1);
        cache.close();
        clock.forward(Duration.ofHours(25));
        open(diskOnly(100_000));
        assertThat(files(folder)).isEmpty();
        assertThat(cache.figures().diskEntries()).isZero();
    }

    @Test
    void a_phrase_of_more_than_a_quarter_is_not_written() throws Exception {
        open(diskOnly(4 * fileBytes(key(1), 2) - 1));
        put(1);
        cache.flush();
        assertThat(files(folder)).isEmpty();
        assertThat(cache.unwritten()).as("that is no trouble").isZero();
    }

    @Test
    void emptied_it_finds_nothing_and_leaves_nothing_behind() throws Exception {
        open(new Limits(100_000, 100_000, Phrases.DAY));
        put(1);
        cache.flush();
        put(2);
        cache.purge();
        assertThat(has(1)).isFalse();
        assertThat(has(2)).isFalse();
        cache.flush();
        assertThat(files(folder)).isEmpty();
        put(3);
        cache.flush();
        assertThat(has(3)).isTrue();
        assertThat(files(folder)).containsExactly(file(folder, key(3)));
    }

    @Test
    void emptied_it_removes_what_another_process_left_half_written() throws Exception {
        open(diskOnly(100_000));
        put(1);
        cache.flush();
        Files.write(folder.resolve(new CacheFile(key(2)).temporary(7)), new byte[10]);
        cache.purge();
        cache.flush();
        assertThat(files(folder)).isEmpty();
    }

    @Test
    void what_waits_to_be_written_when_it_is_emptied_is_not_written() throws Exception {
        open(diskOnly(100_000));
        put(1);
        cache.flush();
        CountDownLatch go = new CountDownLatch(1);
        cache.onThread(() -> await(go));
        put(2);
        cache.purge();
        assertThat(has(1)).as("on disk still, and yet forgotten").isFalse();
        assertThat(cache.figures().diskEntries()).isZero();
        put(3);
        go.countDown();
        cache.flush();
        assertThat(files(folder)).containsExactly(file(folder, key(3)));
    }

    @Test
    void a_disk_that_does_not_keep_up_holds_nobody() throws Exception {
        open(new Limits(1_000_000, 1_000_000, Phrases.DAY));
        CountDownLatch go = new CountDownLatch(1);
        cache.onThread(() -> await(go));
        IntStream.range(0, 200).forEach(this::put);
        assertThat(cache.unwritten()).isBetween(200L - CacheWriter.MAX_WAITING, 200L - CacheWriter.MAX_WAITING + 1);
        assertThat(has(199)).as("in memory").isTrue();
        go.countDown();
        cache.flush();
        assertThat(files(folder).size() + cache.unwritten()).isEqualTo(200);
    }

    @Test
    void sound_that_waits_is_bounded_in_bytes_too() throws Exception {
        open(diskOnly(1L << 30));
        CountDownLatch go = new CountDownLatch(1);
        cache.onThread(() -> await(go));
        byte[] sixMegabytes = new byte[6_553 * Phrases.FRAME];
        IntStream.range(0, 5).forEach(n -> cache.put(key(n), sixMegabytes));
        assertThat(cache.unwritten()).isEqualTo(3);
        go.countDown();
        cache.flush();
        assertThat(files(folder)).hasSize(2);
    }

    @Test
    void a_folder_that_cannot_be_made_leaves_the_memory_and_one_warning() throws Exception {
        Files.createDirectories(folder.getParent().getParent());
        Files.writeString(folder.getParent(), "in the way");
        open(new Limits(100_000, 100_000, Phrases.DAY));
        IntStream.range(0, 5).forEach(this::put);
        cache.flush();
        assertThat(cache.unwritten()).isEqualTo(5);
        assertThat(IntStream.range(0, 5).filter(this::has)).hasSize(5);
        assertThat(cache.warnings()).isOne();
        clock.forward(Duration.ofHours(1));
        put(6);
        cache.flush();
        assertThat(cache.warnings()).isEqualTo(2);
    }

    @Test
    void a_phrase_that_cannot_be_moved_into_place_leaves_no_half_file() throws Exception {
        open(diskOnly(100_000));
        Files.createDirectories(file(folder, key(1)).resolve("in the way"));
        put(1);
        cache.flush();
        assertThat(cache.unwritten()).isOne();
        assertThat(files(folder)).containsExactly(file(folder, key(1)));
        assertThat(cache.figures().diskBytes()).isZero();
        assertThat(has(1)).isFalse();
    }

    @Test
    void a_folder_that_vanishes_is_made_again() throws Exception {
        open(diskOnly(100_000));
        put(1);
        cache.flush();
        Files.delete(file(folder, key(1)));
        Files.delete(folder);
        assertThat(has(1)).isFalse();
        cache.flush();
        assertThat(cache.figures().diskEntries()).isZero();
        put(2);
        cache.flush();
        assertThat(has(2)).isTrue();
    }

    @Test
    void the_folder_and_its_files_are_private() throws Exception {
        if (!temporary.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return;
        }
        Files.createDirectories(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxr-x"));
        open(diskOnly(100_000));
        put(1);
        cache.flush();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder))).isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file(folder, key(1))))).isEqualTo("rw-------");
        Files.delete(file(folder, key(1)));
        Files.delete(folder);
        put(2);
        cache.flush();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder))).isEqualTo("rwx------");
    }

    @Test
    void a_thread_that_is_interrupted_finds_nothing_on_disk_and_breaks_nothing() throws Exception {
        open(diskOnly(100_000));
        put(1);
        cache.flush();
        Thread.currentThread().interrupt();
        assertThat(has(1)).isFalse();
        assertThat(Thread.interrupted()).as("the flag stays").isTrue();
        assertThat(cache.warnings()).isZero();
        assertThat(has(1)).isTrue();
    }

    private static void await(CountDownLatch go) {
        try {
            go.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
