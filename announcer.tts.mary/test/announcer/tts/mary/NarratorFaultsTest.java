package announcer.tts.mary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import announcer.api.speech.SpeechException;
import announcer.api.speech.SpeechRequest;
import announcer.api.speech.UnspeakableTextException;
import announcer.tts.testkit.PcmCollector;

/** The engine with a narrator of which the test decides what it does. */
@Timeout(60)
class NarratorFaultsTest {
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
        assertThat(Await.maryThreads()).as("threads between texts").isEmpty();
    }

    @Test
    void the_warm_up_loads_and_a_slow_one_holds_nobody_but_those_who_speak() throws Exception {
        narrator.loading = new CountDownLatch(1);
        use(1, true);
        Await.until("it loads", () -> narrator.loads.get() == 1);
        assertThat(engine.voices()).hasSize(1);
        assertThatThrownBy(() -> speak("hello", 30)).isInstanceOf(SpeechException.class).hasMessageContaining("still loading")
                .hasMessageContaining("30 ms").isNotInstanceOf(UnspeakableTextException.class);
        Future<Integer> patient = callers.submit(() -> speak("hello", 20_000));
        narrator.loading.countDown();
        assertThat(patient.get(10, TimeUnit.SECONDS)).isEqualTo(200);
        assertThat(narrator.loads).hasValue(1);
        assertThat(narrator.spoken).containsExactly("hello");
    }

    @Test
    void an_interrupted_caller_leaves_the_loading_alone() throws Exception {
        narrator.loading = new CountDownLatch(1);
        CompletableFuture<Thread> caller = new CompletableFuture<>();
        Future<?> interrupted = callers.submit(() -> {
            caller.complete(Thread.currentThread());
            assertThatThrownBy(() -> speak("hello", 20_000)).isInstanceOf(InterruptedException.class);
        });
        Await.until("it loads", () -> narrator.loads.get() == 1);
        caller.join().interrupt();
        interrupted.get(10, TimeUnit.SECONDS);
        narrator.loading.countDown();
        assertThat(speak("hello", 20_000)).isEqualTo(200);
        assertThat(narrator.loads).hasValue(1);
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
    void an_interrupted_deactivation_ends_the_loading_too() throws Exception {
        narrator.loading = new CountDownLatch(1);
        use(1, true);
        Await.until("it loads", () -> narrator.loads.get() == 1);
        Thread.currentThread().interrupt();
        engine.deactivate();
        assertThat(Thread.interrupted()).isTrue();
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
    void a_text_that_hangs_misses_its_deadline_and_is_lost_after_its_grace() throws Exception {
        use(1, false);
        assertThat(speak("hello", 20_000)).isEqualTo(200);
        assertThatThrownBy(() -> speak("hang", 500)).isInstanceOf(SpeechException.class)
                .hasMessageContaining("did not finish within 500 ms")
                .hasMessageContaining("\"hang\"");
        assertThat(engine.lost()).isZero();
        clock.addAndGet(Duration.ofMillis(500).plus(NarratorCall.GRACE).toNanos() + 1);
        assertThat(speak("hello", 5_000)).isEqualTo(200);
        assertThat(engine.lost()).isOne();
        narrator.letGo.release();
        Await.until("the lost one has ended", () -> engine.lost() == 0 && Await.maryThreads().isEmpty());
    }

    @Test
    void after_so_many_lost_texts_the_engine_refuses_in_words() throws Exception {
        for (int i = 0; i < MaryEngine.MAX_LOST; i++) {
            int texts = i + 1;
            Future<?> hanging = callers.submit(() -> speak("hang", 20_000));
            Await.until("it is being spoken", () -> narrator.spoken.size() == texts);
            hanging.cancel(true);
            clock.addAndGet(Duration.ofSeconds(20).plus(NarratorCall.GRACE).toNanos() + 1);
        }
        assertThatThrownBy(() -> speak("hello", 5_000)).isInstanceOf(SpeechException.class)
                .hasMessageContaining(MaryEngine.MAX_LOST + " of its").hasMessageContaining("restart the bundle announcer.tts.mary");
    }

    @Test
    void those_beyond_the_pools_size_wait_in_line_and_say_so_when_it_is_too_long() throws Exception {
        use(1, false);
        Future<Integer> hanging = callers.submit(() -> speak("hang", 20_000));
        assertThat(narrator.hanging.await(10, TimeUnit.SECONDS)).isTrue();
        Future<Integer> hurried = callers.submit(() -> speak("hello", 30));
        Await.until("it has waited too long", () -> {
            clock.addAndGet(31_000_000);
            return hurried.isDone();
        });
        assertThatThrownBy(hurried::get).cause().isInstanceOf(SpeechException.class).hasMessageContaining("busy");
        Future<Integer> next = callers.submit(() -> speak("hello", 20_000));
        narrator.letGo.release();
        assertThat(next.get(10, TimeUnit.SECONDS)).isEqualTo(200);
        assertThatThrownBy(hanging::get).cause().hasMessageContaining("no sound");
    }

    @Test
    void an_interrupted_caller_is_back_at_once_and_its_sink_is_not_written_to_any_more() throws Exception {
        use(1, false);
        PcmCollector sound = new PcmCollector();
        CompletableFuture<Thread> caller = new CompletableFuture<>();
        Future<?> interrupted = callers.submit(() -> {
            caller.complete(Thread.currentThread());
            assertThatThrownBy(() -> engine.synthesize(request("late", 20_000), sound)).isInstanceOf(InterruptedException.class);
        });
        assertThat(narrator.hanging.await(10, TimeUnit.SECONDS)).isTrue();
        caller.join().interrupt();
        interrupted.get(10, TimeUnit.SECONDS);
        narrator.letGo.release();
        Await.until("its thread has ended", () -> Await.maryThreads().isEmpty());
        assertThat(narrator.lateWrite).as("stopped in its write").isTrue();
        assertThat(sound.bytes()).isEmpty();
        assertThat(speak("hello", 5_000)).isEqualTo(200);
    }

    @Test
    void a_sink_that_wants_no_more_stops_its_text_and_frees_its_place() throws Exception {
        use(1, false);
        assertThatThrownBy(() -> engine.synthesize(request("endless", 5_000), pcm -> {
            throw new InterruptedException("enough");
        })).isInstanceOf(InterruptedException.class).hasMessage("enough");
        assertThat(Await.maryThreads()).isEmpty();
        assertThat(speak("hello", 5_000)).isEqualTo(200);
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
        CountDownLatch speaking = new CountDownLatch(1);
        Future<?> endless = callers.submit(() -> {
            engine.synthesize(request("endless", 20_000), pcm -> speaking.countDown());
            return null;
        });
        assertThat(speaking.await(10, TimeUnit.SECONDS)).isTrue();
        Future<Integer> waiting = callers.submit(() -> speak("hello", 20_000));
        engine.deactivate();
        assertThat(Await.maryThreads()).isEmpty();
        assertThatThrownBy(waiting::get).cause().isInstanceOf(SpeechException.class).hasMessageContaining("stopped");
        assertThatThrownBy(endless::get).cause().isInstanceOf(SpeechException.class).hasMessageContaining("stopped");
    }

    @Test
    void the_size_can_be_changed_and_a_wrong_one_is_put_right() throws Exception {
        engine.modified(new Settings(1, true));
        assertThat(speak("hello", 5_000)).isEqualTo(200);
        engine.modified(new Settings(-7, true));
        assertThat(speak("hello", 5_000)).isEqualTo(200);
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

    private int speak(String text, int deadlineMillis) throws SpeechException, InterruptedException {
        PcmCollector sound = new PcmCollector();
        engine.synthesize(request(text, deadlineMillis), sound);
        return sound.bytes().length;
    }
}
