package announcer.engine.cache;

import static announcer.engine.cache.Phrases.FRAME;
import static announcer.engine.cache.Phrases.key;
import static announcer.engine.cache.Phrases.sound;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import announcer.api.CacheStatus;
import announcer.engine.cache.PhraseCache.Limits;

/** Many threads at once, and two caches on one folder. */
@Timeout(120)
class PhraseCacheLoadTest {
    private static final int THREADS = 8;
    private static final int PHRASES = 200;
    private static final Limits LIMITS = new Limits(200L * FRAME, 300L * FRAME, Phrases.DAY);

    private final Phrases.SetClock clock = new Phrases.SetClock();
    private final ExecutorService callers = Executors.newFixedThreadPool(THREADS);
    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        callers.shutdownNow();
    }

    /** One of many things that can be asked of a cache; what is found must be the phrase's own. */
    private static void anything(PhraseCache cache, Random random) {
        PhraseCache.Key key = key(random.nextInt(PHRASES));
        int frames = 1 + Math.floorMod(key.hashCode(), 3);
        int what = random.nextInt(1000);
        if (what < 600) {
            Optional<byte[]> found = cache.get(key);
            found.ifPresent(pcm -> assertThat(pcm).isEqualTo(sound(key, frames)));
        } else if (what < 990) {
            cache.put(key, sound(key, frames));
        } else if (what < 992) {
            cache.purge();
        } else if (what < 996) {
            cache.limits(random.nextBoolean() ? LIMITS : new Limits(50L * FRAME, 60L * FRAME, Phrases.DAY));
        } else {
            CacheStatus now = cache.figures();
            assertThat(now.memoryBytes()).isLessThanOrEqualTo(LIMITS.memoryBytes());
            assertThat(now.diskBytes()).isLessThanOrEqualTo(LIMITS.diskBytes());
        }
    }

    private void everybody(Callable<Void> work) throws Exception {
        CyclicBarrier start = new CyclicBarrier(THREADS);
        List<Future<Void>> all = new ArrayList<>();
        for (int t = 0; t < THREADS; t++) {
            all.add(callers.submit(() -> {
                start.await(10, TimeUnit.SECONDS);
                return work.call();
            }));
        }
        for (Future<Void> one : all) {
            one.get(100, TimeUnit.SECONDS);
        }
    }

    @Test
    void many_threads_get_what_is_theirs_and_the_limits_hold() throws Exception {
        try (PhraseCache cache = new PhraseCache(folder, LIMITS, clock)) {
            everybody(() -> {
                Random random = new Random(Thread.currentThread().getId());
                for (int i = 0; i < 2_500; i++) {
                    anything(cache, random);
                }
                return null;
            });
            cache.limits(LIMITS);
            cache.flush();
            CacheStatus end = cache.figures();
            assertThat(end.hits()).isPositive();
            assertThat(end.memoryBytes()).isLessThanOrEqualTo(LIMITS.memoryBytes());
            assertThat(end.diskBytes()).isEqualTo(Phrases.bytes(folder)).isLessThanOrEqualTo(LIMITS.diskBytes());
            assertThat(end.diskEntries()).isEqualTo(Phrases.files(folder).size());
            assertThat(cache.warnings()).isZero();
        }
    }

    @Test
    void emptied_while_many_write_it_leaves_nothing_behind() throws Exception {
        try (PhraseCache cache = new PhraseCache(folder, LIMITS, clock)) {
            for (int round = 0; round < 20; round++) {
                everybody(() -> {
                    Random random = new Random();
                    for (int i = 0; i < 20; i++) {
                        PhraseCache.Key key = key(random.nextInt(PHRASES));
                        cache.put(key, sound(key, 1));
                        cache.get(key);
                    }
                    return null;
                });
                cache.purge();
                CacheStatus now = cache.figures();
                assertThat(now.memoryEntries() + now.diskEntries()).isZero();
                cache.flush();
                assertThat(Phrases.files(folder)).isEmpty();
            }
        }
    }

    @Test
    void two_caches_on_one_folder_do_not_harm_each_other() throws Exception {
        try (PhraseCache one = new PhraseCache(folder, LIMITS, clock); PhraseCache other = new PhraseCache(folder, LIMITS, clock)) {
            one.flush();
            other.flush();
            everybody(() -> {
                Random random = new Random(Thread.currentThread().getId());
                for (int i = 0; i < 1_000; i++) {
                    anything(random.nextBoolean() ? one : other, random);
                }
                return null;
            });
            one.flush();
            other.flush();
            one.purge();
            one.flush();
            one.put(key(1), sound(key(1), 1));
            one.flush();
            other.limits(new Limits(0, LIMITS.diskBytes(), Phrases.DAY));
            other.flush();
            assertThat(other.get(key(1))).as("what the other wrote").hasValue(sound(key(1), 1));
            assertThat(other.figures().diskBytes()).isEqualTo(Phrases.bytes(folder));
            assertThat(one.warnings() + other.warnings()).isZero();
        }
    }
}
