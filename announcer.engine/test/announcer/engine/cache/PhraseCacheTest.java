package announcer.engine.cache;

import static announcer.engine.cache.Phrases.FRAME;
import static announcer.engine.cache.Phrases.key;
import static announcer.engine.cache.Phrases.memoryOnly;
import static announcer.engine.cache.Phrases.sound;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import announcer.api.audio.PcmFormat;
import announcer.api.speech.Prosody;
import announcer.engine.cache.PhraseCache.Limits;

/** The cache in memory, and what is the same for both tiers. */
@Timeout(30)
class PhraseCacheTest {
    private final Phrases.SetClock clock = new Phrases.SetClock();
    @TempDir
    private Path folder;
    private PhraseCache cache;

    @AfterEach
    void close() {
        if (cache != null) {
            cache.close();
        }
    }

    private void open(Limits limits) {
        cache = new PhraseCache(folder.resolve("phrases"), limits, clock);
    }

    private void put(int n, int frames) {
        cache.put(key(n), sound(key(n), frames));
    }

    @Test
    void what_was_put_is_found_and_counted() {
        open(memoryOnly(100_000));
        assertThat(cache.get(key(1))).isEmpty();
        put(1, 3);
        assertThat(cache.get(key(1))).hasValue(sound(key(1), 3));
        assertThat(cache.figures()).isEqualTo(new announcer.api.CacheStatus(1, 1, 1, 3L * FRAME, 100_000, 0, 0, 0));
    }

    @Test
    void the_least_recently_used_goes_first() {
        open(memoryOnly(4L * FRAME));
        IntStream.range(0, 4).forEach(n -> put(n, 1));
        assertThat(cache.get(key(0))).isPresent();
        put(4, 1);
        assertThat(IntStream.range(0, 5).filter(n -> cache.get(key(n)).isPresent())).containsExactly(0, 2, 3, 4);
    }

    @Test
    void bytes_in_memory_stay_within_their_limit() {
        open(memoryOnly(10L * FRAME));
        for (int n = 0; n < 100; n++) {
            put(n, 1 + n % 2);
            assertThat(cache.figures().memoryBytes()).isLessThanOrEqualTo(10L * FRAME);
        }
        assertThat(cache.figures().memoryEntries()).isBetween(5, 10);
    }

    @Test
    void what_is_put_again_counts_once() {
        open(memoryOnly(100_000));
        put(1, 3);
        put(1, 2);
        assertThat(cache.get(key(1))).hasValue(sound(key(1), 2));
        assertThat(cache.figures().memoryBytes()).isEqualTo(2L * FRAME);
    }

    @Test
    void a_phrase_of_more_than_a_quarter_is_not_kept() {
        open(memoryOnly(8L * FRAME));
        put(1, 2);
        put(2, 3);
        assertThat(cache.get(key(1))).isPresent();
        assertThat(cache.get(key(2))).isEmpty();
        put(1, 3);
        assertThat(cache.get(key(1))).as("what it replaced").isEmpty();
    }

    @Test
    void a_phrase_is_found_until_it_is_too_old() {
        open(memoryOnly(100_000));
        put(1, 1);
        clock.forward(Duration.ofDays(1));
        assertThat(cache.get(key(1))).isPresent();
        clock.forward(Duration.ofMillis(1));
        assertThat(cache.get(key(1))).isEmpty();
        assertThat(cache.figures().memoryBytes()).isZero();
    }

    @Test
    void what_nobody_asks_for_goes_too_when_it_is_too_old() throws Exception {
        open(memoryOnly(100_000));
        put(1, 1);
        cache.flush();
        clock.forward(Duration.ofHours(25));
        cache.flush();
        assertThat(cache.figures().memoryEntries()).isZero();
    }

    @Test
    void lower_limits_hold_at_once() {
        open(memoryOnly(100L * FRAME));
        IntStream.range(0, 20).forEach(n -> put(n, 1));
        cache.limits(memoryOnly(5L * FRAME));
        assertThat(cache.figures().memoryBytes()).isEqualTo(5L * FRAME);
        assertThat(cache.get(key(19))).isPresent();
        cache.limits(new Limits(0, 0, Duration.ofDays(1)));
        assertThat(cache.figures().memoryEntries()).isZero();
        put(1, 1);
        assertThat(cache.get(key(1))).isEmpty();
    }

    @Test
    void a_shorter_age_holds_at_once() {
        open(memoryOnly(100_000));
        put(1, 1);
        clock.forward(Duration.ofHours(2));
        cache.limits(new Limits(100_000, 0, Duration.ofHours(1)));
        assertThat(cache.get(key(1))).isEmpty();
    }

    @Test
    void every_part_of_the_key_counts() {
        Prosody neutral = Prosody.NEUTRAL;
        List<PhraseCache.Key> keys = List.of(key("Hello."), other("Hello", neutral, Phrases.FORMAT),
                new PhraseCache.Key("mary", "1.0.0", "kevin16", neutral, "Hello.", Phrases.FORMAT, "-23 LUFS"),
                new PhraseCache.Key("freetts", "1.0.1", "kevin16", neutral, "Hello.", Phrases.FORMAT, "-23 LUFS"),
                new PhraseCache.Key("freetts", "1.0.0", "kevin", neutral, "Hello.", Phrases.FORMAT, "-23 LUFS"),
                new PhraseCache.Key("freetts", "1.0.0", "kevin16", neutral, "Hello.", Phrases.FORMAT, "-16 LUFS"),
                // The same letters, divided otherwise.
                new PhraseCache.Key("freetts1", ".0.0", "kevin16", neutral, "Hello.", Phrases.FORMAT, "-23 LUFS"),
                other("Hello.", neutral.withRate(1.1), Phrases.FORMAT), other("Hello.", neutral.withPitch(1.1), Phrases.FORMAT),
                other("Hello.", neutral.withVolume(1.1), Phrases.FORMAT), other("Hello.", neutral, new PcmFormat(48_000, 1)),
                other("Hello.", neutral, new PcmFormat(24_000, 2)), other("\ud800", neutral, Phrases.FORMAT),
                other("\ud801", neutral, Phrases.FORMAT));
        open(memoryOnly(1_000_000));
        for (PhraseCache.Key key : keys) {
            assertThat(cache.get(key)).as(key.toString()).isEmpty();
            cache.put(key, new byte[key.format().bytesPerFrame()]);
        }
        assertThat(keys.stream().map(k -> new CacheFile(k).name()).distinct()).hasSameSizeAs(keys);
    }

    private static PhraseCache.Key other(String text, Prosody prosody, PcmFormat format) {
        return new PhraseCache.Key("freetts", "1.0.0", "kevin16", prosody, text, format, "-23 LUFS");
    }

    @Test
    void half_a_frame_is_refused_and_no_sound_is_not_kept() {
        open(memoryOnly(100_000));
        assertThatThrownBy(() -> cache.put(key(1), new byte[FRAME + 2])).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("962").hasMessageContaining("960");
        cache.put(key(1), new byte[0]);
        assertThat(cache.get(key(1))).isEmpty();
    }

    @Test
    void limits_that_make_no_sense_are_refused() {
        assertThatThrownBy(() -> new Limits(-1, 0, Duration.ofDays(1))).hasMessageContaining("memoryBytes is -1");
        assertThatThrownBy(() -> new Limits(0, 0, Duration.ZERO)).hasMessageContaining("maxAge is PT0S");
    }

    @Test
    void in_memory_only_it_makes_no_folder() throws Exception {
        open(memoryOnly(100_000));
        put(1, 1);
        cache.flush();
        assertThat(folder.resolve("phrases")).doesNotExist();
    }

    @Test
    void what_was_on_its_way_when_the_cache_was_emptied_is_not_kept() {
        AtomicLong generation = new AtomicLong();
        MemoryTier memory = new MemoryTier(memoryOnly(100_000), generation);
        long since = generation.get();
        generation.incrementAndGet();
        memory.clear();
        memory.put(key(1), new MemoryTier.Sound(sound(key(1), 1), 0), since);
        assertThat(memory.size().entries()).isZero();
    }

    @Test
    void a_closed_cache_finds_nothing_on_disk_and_fails_nobody() throws Exception {
        open(Phrases.diskOnly(100_000));
        put(1, 1);
        cache.close();
        assertThat(Phrases.files(folder.resolve("phrases"))).as("written before it ended").hasSize(1);
        assertThat(cache.get(key(1))).isEmpty();
        put(2, 1);
        cache.purge();
        cache.close();
        assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName).doesNotContain("announcer-cache");
    }
}
