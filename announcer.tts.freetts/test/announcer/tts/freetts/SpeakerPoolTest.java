package announcer.tts.freetts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
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

/** The engine with voices of which the test decides what they do. */
@Timeout(30)
class SpeakerPoolTest {
    private final StubVoices voices = new StubVoices();
    private final AtomicLong clock = new AtomicLong();
    private final ExecutorService callers = Executors.newCachedThreadPool();
    private FreeTtsEngine engine = engine(2);

    @AfterEach
    void stop() throws InterruptedException {
        voices.letGo.release(100);
        engine.deactivate();
        callers.shutdownNow();
    }

    @Test
    void a_voice_that_never_returns_misses_its_deadline_and_another_takes_its_place() throws Exception {
        assertThatThrownBy(() -> speak("hang", 1_500)).isInstanceOf(SpeechException.class).hasMessageContaining("1500 ms")
                .hasMessageContaining("\"hang\"");
        assertThat(engine.stuck()).isOne();
        assertThat(speak("hello", 5_000)).isEqualTo(200);
        assertThat(voices.loads).hasValue(2);

        voices.letGo.release();
        Await.until("the stuck one has ended", () -> engine.stuck() == 0 && voices.disposals.get() == 1);
    }

    @Test
    void after_so_many_stuck_instances_the_engine_refuses_in_words() throws Exception {
        for (int i = 0; i < SpeakerPool.MAX_STUCK; i++) {
            assertThatThrownBy(() -> speak("hang", 1_000)).isInstanceOf(SpeechException.class);
        }
        assertThatThrownBy(() -> speak("hello", 5_000)).isInstanceOf(SpeechException.class)
                .hasMessageContaining(SpeakerPool.MAX_STUCK + " of its instances").hasMessageContaining("restart the bundle");
        assertThat(Await.voiceThreads()).hasSizeLessThanOrEqualTo(SpeakerPool.MAX_STUCK);

        voices.letGo.release(SpeakerPool.MAX_STUCK);
        Await.until("the stuck ones have ended", () -> engine.stuck() == 0);
        assertThat(speak("hello", 5_000)).isEqualTo(200);
    }

    @Test
    void a_text_that_waits_for_a_busy_voice_too_long_says_so_and_nobody_is_given_up() throws Exception {
        use(1);
        CompletableFuture<Integer> hanging = CompletableFuture.supplyAsync(() -> speakUnchecked("hang", 20_000), callers);
        assertThat(voices.hanging.await(5, TimeUnit.SECONDS)).isTrue();
        assertThatThrownBy(() -> speak("hello", 30)).isInstanceOf(SpeechException.class).hasMessageContaining("not free");
        assertThat(engine.stuck()).isZero();
        voices.letGo.release();
        assertThatThrownBy(hanging::join).hasMessageContaining("no sound");
        assertThat(voices.spoken).containsExactly("hang");
    }

    @Test
    void closing_a_source_stops_its_voice_and_frees_it() throws Exception {
        use(1);
        PcmSource endless = engine.open(request("endless", 5_000));
        endless.close();
        endless.close();
        assertThat(speak("hello", 5_000)).isEqualTo(200);
        assertThat(voices.loads).as("the same instance").hasValue(1);
        assertThatThrownBy(() -> endless.read(ByteBuffer.allocate(100))).isInstanceOf(IOException.class).hasMessageContaining("closed");
    }

    @Test
    void a_cancelled_voice_that_does_not_come_back_is_set_aside_after_its_grace() throws Exception {
        use(1);
        CompletableFuture<Thread> caller = new CompletableFuture<>();
        CompletableFuture<Void> interrupted = CompletableFuture.runAsync(() -> {
            caller.complete(Thread.currentThread());
            assertThatThrownBy(() -> engine.open(request("hang", 20_000))).isInstanceOf(InterruptedException.class);
        }, callers);
        assertThat(voices.hanging.await(5, TimeUnit.SECONDS)).isTrue();
        caller.join().interrupt();
        interrupted.join();

        CompletableFuture<Integer> next = CompletableFuture.supplyAsync(() -> speakUnchecked("hello", 20_000), callers);
        assertThat(engine.stuck()).isZero();
        clock.addAndGet(SpeakerPool.GRACE.toNanos() + 1);
        assertThat(next.get(5, TimeUnit.SECONDS)).isEqualTo(200);
        assertThat(engine.stuck()).isOne();
    }

    @Test
    void a_slow_reader_does_not_make_a_voice_late_and_what_is_held_has_a_limit() throws Exception {
        try (PcmSource endless = engine.open(request("endless", 1_000))) {
            Await.until("the voice waits for room", () -> Thread.getAllStackTraces().entrySet().stream()
                    .anyMatch(e -> e.getKey().getName().startsWith("announcer-freetts-") && e.getKey().getState() == Thread.State.WAITING));
            assertThat(voices.endlessBytes.get()).isLessThanOrEqualTo(Utterance.LIMIT_BYTES);
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
    void what_a_voice_throws_reaches_the_caller_and_a_broken_instance_is_replaced() throws Exception {
        assertThatThrownBy(() -> speak("break", 5_000)).isInstanceOf(SpeechException.class).hasMessageContaining("broken")
                .hasCauseInstanceOf(IllegalStateException.class);
        assertThat(speak("hello", 5_000)).isEqualTo(200);
        assertThat(voices.loads).hasValue(2);
        assertThatThrownBy(() -> speak("fail", 5_000)).isInstanceOf(SpeechException.class).hasMessageContaining("gave up");
        assertThat(speak("hello", 5_000)).isEqualTo(200);
        assertThat(voices.loads).hasValue(2);
        Await.until("the broken one is disposed of", () -> voices.disposals.get() == 1);
    }

    @Test
    void a_failure_underway_is_an_error_of_the_read_and_not_an_end() throws Exception {
        assertThatThrownBy(() -> speak("half", 5_000)).isInstanceOfAny(IOException.class, SpeechException.class)
                .hasMessageContaining("gave up");
    }

    @Test
    void a_voice_that_cannot_be_loaded_says_why_and_is_tried_again() throws Exception {
        voices.loadFails = true;
        assertThatThrownBy(() -> speak("hello", 5_000)).isInstanceOf(SpeechException.class).hasMessageContaining("no disk");
        voices.loadFails = false;
        assertThat(speak("hello", 5_000)).isEqualTo(200);
    }

    @Test
    void silence_alone_is_an_error_that_names_the_text() {
        assertThatThrownBy(() -> speak("nothing", 5_000)).isInstanceOf(SpeechException.class).hasMessageContaining("\"nothing\"");
    }

    @Test
    void an_instance_is_loaded_once_however_often_it_speaks() throws Exception {
        for (int i = 0; i < 50; i++) {
            assertThat(speak("hello", 5_000)).isEqualTo(200);
        }
        assertThat(voices.loads).hasValue(1);
    }

    @Test
    void deactivation_ends_all_threads_disposes_of_the_voices_and_fails_what_waits() throws Exception {
        use(1);
        PcmSource endless = engine.open(request("endless", 20_000));
        CompletableFuture<Integer> waiting = CompletableFuture.supplyAsync(() -> speakUnchecked("hello", 20_000), callers);
        Await.until("one waits", () -> Thread.getAllStackTraces().values().stream()
                .anyMatch(s -> Arrays.stream(s).anyMatch(f -> f.getMethodName().equals("awaitSound"))));
        engine.deactivate();
        assertThat(Await.voiceThreads()).isEmpty();
        assertThat(voices.disposals).hasValue(1);
        assertThatThrownBy(waiting::join).hasMessageContaining("stopped");
        assertThatThrownBy(() -> endless.read(ByteBuffer.allocate(100))).isInstanceOf(IOException.class).hasMessageContaining("stopped");
        assertThatThrownBy(() -> speak("hello", 100)).isInstanceOf(SpeechException.class).hasMessageContaining("stopped");
    }

    @Test
    void the_warm_up_loads_one_instance_which_then_speaks() throws Exception {
        engine.deactivate();
        engine = new FreeTtsEngine(new Settings(2, true), voices::speaker, clock::get);
        Await.until("the warm-up is over", () -> voices.spoken.size() == 1);
        assertThat(voices.loads).hasValue(1);
    }

    @Test
    void a_smaller_pool_lets_the_idle_ones_go_and_a_wrong_size_is_put_right() throws Exception {
        use(3);
        CompletableFuture<?>[] hanging = new CompletableFuture<?>[3];
        for (int i = 0; i < 3; i++) {
            hanging[i] = CompletableFuture.supplyAsync(() -> speakUnchecked("hang", 20_000), callers);
        }
        Await.until("three speak", () -> voices.spoken.size() == 3);
        voices.letGo.release(3);
        for (CompletableFuture<?> f : hanging) {
            assertThatThrownBy(f::join).hasMessageContaining("no sound");
        }
        engine.modified(new Settings(1, true));
        Await.until("one is left", () -> engine.serving() == 1 && voices.disposals.get() == 2);
        engine.modified(new Settings(-7, true));
        assertThat(speak("hello", 5_000)).isEqualTo(200);
    }

    private void use(int poolSize) throws InterruptedException {
        engine.deactivate();
        engine = engine(poolSize);
    }

    private FreeTtsEngine engine(int poolSize) {
        return new FreeTtsEngine(new Settings(poolSize, false), voices::speaker, clock::get);
    }

    private static SpeechRequest request(String text, int deadlineMillis) {
        return new SpeechRequest(KevinVoices.KEVIN16, text, Duration.ofMillis(deadlineMillis));
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
