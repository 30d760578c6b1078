package announcer.tts.mary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import announcer.api.audio.PcmSource;
import announcer.api.speech.SpeechException;
import announcer.api.speech.SpeechRequest;
import announcer.api.speech.UnspeakableTextException;

/** The engine with a narrator of which the test decides what it does. */
@Timeout(60)
class NarratorPoolTest {
    private final StubNarrator narrator = new StubNarrator();
    private final AtomicLong clock = new AtomicLong();
    private final ExecutorService callers = Executors.newCachedThreadPool();
    private MaryEngine engine = engine(2, false);

    @AfterEach
    void stop() throws InterruptedException {
        narrator.letGo.release(100);
        narrator.loading.countDown();
        engine.deactivate();
        callers.shutdownNow();
    }

    @Test
    void nothing_is_loaded_before_there_is_something_to_speak_and_then_once() throws Exception {
        assertThat(engine.voices()).hasSize(1);
        assertThat(narrator.loads).hasValue(0);
        assertThat(Await.maryThreads()).isEmpty();
        for (int i = 0; i < 5; i++) {
            assertThat(speak("hello", 5_000)).isEqualTo(200);
        }
        assertThat(narrator.loads).hasValue(1);
    }

    @Test
    void the_warm_up_loads_and_a_slow_one_holds_nobody_but_those_who_speak() throws Exception {
        narrator.loading = new CountDownLatch(1);
        use(1, true);
        Await.until("it loads", () -> narrator.loads.get() == 1);
        assertThat(engine.voices()).hasSize(1);
        assertThatThrownBy(() -> speak("hello", 30)).isInstanceOf(SpeechException.class).hasMessageContaining("still loading")
                .hasMessageContaining("30 ms").isNotInstanceOf(UnspeakableTextException.class);
        CompletableFuture<Integer> patient = CompletableFuture.supplyAsync(() -> speakUnchecked("hello", 20_000), callers);
        narrator.loading.countDown();
        assertThat(patient.get(10, TimeUnit.SECONDS)).isEqualTo(200);
        assertThat(narrator.loads).hasValue(1);
        assertThat(narrator.spoken).containsExactly("hello");
    }

    @Test
    void deactivation_while_loading_ends_the_loading() throws Exception {
        narrator.loading = new CountDownLatch(1);
        use(1, true);
        Await.until("it loads", () -> narrator.loads.get() == 1);
        engine.deactivate();
        assertThat(Await.maryThreads()).isEmpty();
    }

    @Test
    void what_cannot_be_loaded_says_why_and_is_tried_again() throws Exception {
        narrator.loadFails = true;
        assertThatThrownBy(() -> speak("hello", 5_000)).isInstanceOf(SpeechException.class).hasMessageContaining("no disk");
        narrator.loadFails = false;
        assertThat(speak("hello", 5_000)).isEqualTo(200);
    }

    @Test
    void a_text_that_hangs_misses_its_deadline_and_its_thread_is_set_aside_after_its_grace() throws Exception {
        use(1, false);
        assertThat(speak("hello", 20_000)).isEqualTo(200);
        assertThatThrownBy(() -> speak("hang", 2_000)).isInstanceOf(SpeechException.class)
                .hasMessageContaining("did not finish within 2000 ms")
                .hasMessageContaining("\"hang\"");
        assertThat(engine.pool().stuck()).isZero();
        clock.addAndGet(NarratorPool.GRACE.toNanos() + 1);
        assertThat(speak("hello", 5_000)).isEqualTo(200);
        assertThat(engine.pool().stuck()).isOne();
        narrator.letGo.release();
        Await.until("the stuck one has ended", () -> engine.pool().stuck() == 0);
    }

    @Test
    void after_so_many_stuck_threads_the_engine_refuses_in_words() throws Exception {
        for (int i = 0; i < NarratorPool.MAX_STUCK; i++) {
            int texts = i + 1;
            Utterance hanging = new Utterance(request("hang", 20_000), engine.pool());
            engine.pool().submit(hanging);
            Await.until("it is being spoken", () -> narrator.spoken.size() == texts);
            hanging.close();
            clock.addAndGet(NarratorPool.GRACE.toNanos() + 1);
            engine.pool().rescue();
        }
        assertThatThrownBy(() -> speak("hello", 5_000)).isInstanceOf(SpeechException.class)
                .hasMessageContaining(NarratorPool.MAX_STUCK + " threads").hasMessageContaining("restart the bundle");
    }

    @Test
    void those_beyond_the_pools_size_wait_in_line_and_say_so_when_it_is_too_long() throws Exception {
        use(1, false);
        CompletableFuture<Integer> hanging = CompletableFuture.supplyAsync(() -> speakUnchecked("hang", 20_000), callers);
        assertThat(narrator.hanging.await(10, TimeUnit.SECONDS)).isTrue();
        assertThatThrownBy(() -> speak("hello", 30)).isInstanceOf(SpeechException.class).hasMessageContaining("busy");
        CompletableFuture<Integer> next = CompletableFuture.supplyAsync(() -> speakUnchecked("hello", 20_000), callers);
        narrator.letGo.release();
        assertThat(next.get(10, TimeUnit.SECONDS)).isEqualTo(200);
        assertThatThrownBy(hanging::join).hasMessageContaining("no sound");
    }

    @Test
    void closing_a_source_stops_its_voice_and_frees_it() throws Exception {
        use(1, false);
        PcmSource endless = engine.open(request("endless", 5_000));
        endless.close();
        endless.close();
        assertThat(speak("hello", 5_000)).isEqualTo(200);
        assertThat(engine.pool().serving()).isOne();
        assertThatThrownBy(() -> endless.read(ByteBuffer.allocate(100))).isInstanceOf(IOException.class).hasMessageContaining("closed");
    }

    @Test
    void a_slow_reader_does_not_make_a_voice_late_and_what_is_held_has_a_limit() throws Exception {
        try (PcmSource endless = engine.open(request("endless", 2_000))) {
            ByteBuffer into = ByteBuffer.allocate(10_000);
            long read = 0;
            while (read < 3L * Utterance.LIMIT_BYTES) {
                int n = endless.read(into.clear());
                assertThat(n).isPositive().isEven();
                read += n;
            }
        }
    }

    @Test
    void what_goes_wrong_reaches_the_caller_and_the_next_is_spoken() throws Exception {
        assertThatThrownBy(() -> speak("break", 5_000)).isInstanceOf(SpeechException.class).hasMessageContaining("broken")
                .hasCauseInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> speak("nothing", 5_000)).isInstanceOf(UnspeakableTextException.class).hasMessageContaining("\"nothing\"");
        assertThat(speak("hello", 5_000)).isEqualTo(200);
    }

    @Test
    void deactivation_ends_all_threads_and_fails_what_is_not_complete() throws Exception {
        use(1, false);
        PcmSource endless = engine.open(request("endless", 20_000));
        CompletableFuture<Integer> waiting = CompletableFuture.supplyAsync(() -> speakUnchecked("hello", 20_000), callers);
        engine.deactivate();
        assertThat(Await.maryThreads()).isEmpty();
        assertThatThrownBy(waiting::join).hasMessageContaining("stopped");
        assertThatThrownBy(() -> {
            ByteBuffer into = ByteBuffer.allocate(100_000);
            while (endless.read(into.clear()) > 0) {
                assertThat(into.position()).isPositive();
            }
        }).isInstanceOf(IOException.class).hasMessageContaining("stopped");
    }

    @Test
    void the_size_can_be_changed_and_a_wrong_one_is_put_right() throws Exception {
        engine.modified(new Settings(1, true));
        assertThat(speak("hello", 5_000)).isEqualTo(200);
        engine.modified(new Settings(-7, true));
        assertThat(speak("hello", 5_000)).isEqualTo(200);
        assertThat(engine.pool().serving()).isOne();
    }

    private void use(int poolSize, boolean warmUp) throws InterruptedException {
        engine.deactivate();
        engine = engine(poolSize, warmUp);
    }

    private MaryEngine engine(int poolSize, boolean warmUp) {
        return new MaryEngine(new Settings(poolSize, warmUp), narrator, clock::get);
    }

    private SpeechRequest request(String text, int deadlineMillis) {
        return new SpeechRequest(engine.voices().get(0), text, Duration.ofMillis(deadlineMillis));
    }

    private int speak(String text, int deadlineMillis) throws Exception {
        try (PcmSource source = engine.open(request(text, deadlineMillis))) {
            int bytes = 0;
            ByteBuffer into = ByteBuffer.allocate(64);
            for (int n = source.read(into); n > 0; n = source.read(into.clear())) {
                bytes += n;
            }
            return bytes;
        }
    }

    private int speakUnchecked(String text, int deadlineMillis) {
        try {
            return speak(text, deadlineMillis);
        } catch (Exception e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }
}
