package announcer.tts.freetts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
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

/** The engine with voices of which the test decides what they do. */
@Timeout(30)
class VoiceFaultsTest {
    private final StubVoices voices = new StubVoices();
    private final AtomicLong clock = new AtomicLong();
    private final ExecutorService callers = Executors.newCachedThreadPool();
    private FreeTtsEngine engine = engine(2);

    @AfterEach
    void stop() throws InterruptedException {
        voices.letGo.release(100);
        engine.deactivate();
        callers.shutdownNow();
        assertThat(callers.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void a_voice_that_does_not_come_back_is_lost_after_its_grace_and_another_takes_its_place() throws Exception {
        use(1);
        Future<Integer> hanging = callers.submit(() -> speak("hang", 1_500));
        assertThat(voices.hanging.await(5, TimeUnit.SECONDS)).isTrue();
        hanging.cancel(true);
        CompletableFuture<Integer> next = CompletableFuture.supplyAsync(() -> speakUnchecked("hello", 20_000), callers);
        clock.addAndGet(Duration.ofMillis(1_500).toNanos());
        assertThat(engine.lost()).as("lost within its grace").isZero();
        clock.addAndGet(FreeTtsEngine.GRACE.toNanos() + 1);
        assertThat(next.get(5, TimeUnit.SECONDS)).isEqualTo(200);
        assertThat(engine.lost()).isOne();
        assertThat(voices.loads).hasValue(2);

        voices.letGo.release();
        Await.until("the lost one is disposed of and never handed out again",
                () -> engine.lost() == 0 && voices.disposals.get() == 1 && engine.serving() == 1);
    }

    @Test
    void a_text_that_comes_back_late_is_told_so() throws Exception {
        Future<Integer> late = callers.submit(() -> speak("hang", 1_500));
        assertThat(voices.hanging.await(5, TimeUnit.SECONDS)).isTrue();
        clock.addAndGet(Duration.ofMillis(1_501).toNanos());
        voices.letGo.release();
        assertThatThrownBy(late::get).cause().isInstanceOf(SpeechException.class).hasMessageContaining("1500 ms")
                .hasMessageContaining("\"hang\"");
    }

    @Test
    void after_so_many_lost_instances_the_engine_refuses_in_words() throws Exception {
        for (int i = 0; i < FreeTtsEngine.MAX_LOST; i++) {
            int texts = i + 1;
            Future<Integer> hanging = callers.submit(() -> speak("hang", 1_000));
            Await.until("it is being spoken", () -> voices.spoken.size() == texts);
            hanging.cancel(true);
            clock.addAndGet(Duration.ofSeconds(1).plus(FreeTtsEngine.GRACE).toNanos() + 1);
        }
        assertThatThrownBy(() -> speak("hello", 5_000)).isInstanceOf(SpeechException.class)
                .hasMessageContaining(FreeTtsEngine.MAX_LOST + " of its instances").hasMessageContaining("restart the bundle");
        assertThat(voices.loads).hasValue(FreeTtsEngine.MAX_LOST);
        voices.letGo.release();
        Await.until("one has come back", () -> engine.lost() < FreeTtsEngine.MAX_LOST);
        assertThat(speak("hello", 5_000)).isEqualTo(200);
    }

    @Test
    void a_text_that_waits_for_a_busy_voice_too_long_says_so_and_nobody_is_given_up() throws Exception {
        use(1);
        Future<Integer> hanging = callers.submit(() -> speak("hang", 20_000));
        assertThat(voices.hanging.await(5, TimeUnit.SECONDS)).isTrue();
        Future<Integer> waiting = callers.submit(() -> speak("hello", 30));
        Await.until("it has waited too long", () -> {
            clock.addAndGet(31_000_000);
            return waiting.isDone();
        });
        assertThatThrownBy(waiting::get).cause().isInstanceOf(SpeechException.class).hasMessageContaining("not free");
        assertThat(engine.lost()).isZero();
        voices.letGo.release();
        assertThatThrownBy(hanging::get).isInstanceOf(ExecutionException.class);
        assertThat(voices.spoken).containsExactly("hang");
    }

    @Test
    void an_interruption_while_it_waits_for_a_voice_ends_the_wait() throws Exception {
        use(1);
        Future<Integer> hanging = callers.submit(() -> speak("hang", 20_000));
        assertThat(voices.hanging.await(5, TimeUnit.SECONDS)).isTrue();
        CompletableFuture<Thread> caller = new CompletableFuture<>();
        Future<?> waiting = callers.submit(() -> {
            caller.complete(Thread.currentThread());
            assertThatThrownBy(() -> speak("hello", 20_000)).isInstanceOf(InterruptedException.class);
        });
        caller.get().interrupt();
        waiting.get(5, TimeUnit.SECONDS);
        voices.letGo.release();
        assertThatThrownBy(hanging::get).cause().hasMessageContaining("no sound");
    }

    @Test
    void a_sink_that_wants_no_more_stops_its_voice_and_frees_it() throws Exception {
        use(1);
        assertThatThrownBy(() -> engine.synthesize(request("endless", 5_000), pcm -> {
            throw new InterruptedException("enough");
        })).isInstanceOf(InterruptedException.class).hasMessage("enough");
        assertThat(speak("hello", 5_000)).isEqualTo(200);
        assertThat(voices.loads).as("the same instance").hasValue(1);
    }

    @Test
    void what_a_voice_throws_reaches_the_caller_and_a_broken_instance_is_replaced() throws Exception {
        assertThatThrownBy(() -> speak("break", 5_000)).isInstanceOf(SpeechException.class).hasMessageContaining("broken")
                .hasCauseInstanceOf(IllegalStateException.class);
        assertThat(voices.disposals).as("the broken one").hasValue(1);
        assertThat(speak("hello", 5_000)).isEqualTo(200);
        assertThat(voices.loads).hasValue(2);
        assertThatThrownBy(() -> speak("fail", 5_000)).isInstanceOf(SpeechException.class).hasMessageContaining("gave up");
        assertThat(speak("hello", 5_000)).isEqualTo(200);
        assertThat(voices.loads).hasValue(2);
    }

    @Test
    void a_failure_underway_is_an_error_and_not_an_end() {
        assertThatThrownBy(() -> speak("half", 5_000)).isInstanceOf(SpeechException.class).hasMessageContaining("gave up");
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
        assertThatThrownBy(() -> speak("nothing", 5_000)).isInstanceOf(UnspeakableTextException.class).hasMessageContaining("\"nothing\"");
    }

    @Test
    void an_instance_is_loaded_once_however_often_it_speaks() throws Exception {
        for (int i = 0; i < 50; i++) {
            assertThat(speak("hello", 5_000)).isEqualTo(200);
        }
        assertThat(voices.loads).hasValue(1);
    }

    @Test
    void deactivation_ends_what_speaks_and_what_waits_and_disposes_of_the_voices() throws Exception {
        use(1);
        CountDownLatch speaking = new CountDownLatch(1);
        Future<?> endless = callers.submit(() -> {
            engine.synthesize(request("endless", 20_000), pcm -> speaking.countDown());
            return null;
        });
        assertThat(speaking.await(5, TimeUnit.SECONDS)).isTrue();
        CompletableFuture<Thread> caller = new CompletableFuture<>();
        Future<Integer> waiting = callers.submit(() -> {
            caller.complete(Thread.currentThread());
            return speak("hello", 20_000);
        });
        Await.until("one waits", () -> caller.join().getState() == Thread.State.TIMED_WAITING);
        engine.deactivate();
        assertThat(voices.disposals).hasValue(1);
        assertThatThrownBy(waiting::get).cause().isInstanceOf(SpeechException.class).hasMessageContaining("stopped");
        assertThatThrownBy(endless::get).cause().isInstanceOf(SpeechException.class).hasMessageContaining("stopped");
        assertThatThrownBy(() -> speak("hello", 100)).isInstanceOf(SpeechException.class).hasMessageContaining("stopped");
        assertThat(voices.spoken).containsExactly("endless");
    }

    @Test
    void deactivation_does_not_wait_for_ever_for_a_voice_that_hangs() throws Exception {
        Future<Integer> hanging = callers.submit(() -> speak("hang", 20_000));
        assertThat(voices.hanging.await(5, TimeUnit.SECONDS)).isTrue();
        engine.deactivate();
        assertThat(hanging.isDone()).isFalse();
        voices.letGo.release();
        assertThatThrownBy(hanging::get).cause().hasMessageContaining("stopped");
        assertThat(voices.disposals).as("disposed of when it comes back").hasValue(1);
    }

    @Test
    void the_warm_up_loads_one_instance_which_then_speaks() throws Exception {
        engine.deactivate();
        engine = new FreeTtsEngine(new Settings(2, true), voices::load, clock::get);
        Await.until("the warm-up is over", () -> voices.spoken.size() == 1 && Await.voiceThreads().isEmpty());
        assertThat(speak("hello", 5_000)).isEqualTo(200);
        assertThat(voices.loads).hasValue(1);
    }

    @Test
    void a_smaller_pool_lets_the_idle_ones_go_and_a_wrong_size_is_put_right() throws Exception {
        use(3);
        Future<?>[] hanging = new Future<?>[3];
        for (int i = 0; i < 3; i++) {
            hanging[i] = callers.submit(() -> speak("hang", 20_000));
        }
        Await.until("three speak", () -> voices.spoken.size() == 3);
        voices.letGo.release(3);
        for (Future<?> f : hanging) {
            assertThatThrownBy(f::get).cause().hasMessageContaining("no sound");
        }
        assertThat(engine.serving()).isEqualTo(3);
        engine.modified(new Settings(1, true));
        assertThat(engine.serving()).isOne();
        assertThat(voices.disposals).hasValue(2);
        engine.modified(new Settings(-7, true));
        assertThat(speak("hello", 5_000)).isEqualTo(200);
    }

    private void use(int poolSize) throws InterruptedException {
        engine.deactivate();
        engine = engine(poolSize);
    }

    private FreeTtsEngine engine(int poolSize) {
        return new FreeTtsEngine(new Settings(poolSize, false), voices::load, clock::get);
    }

    private static SpeechRequest request(String text, int deadlineMillis) {
        return new SpeechRequest(KevinVoices.KEVIN16, text, Duration.ofMillis(deadlineMillis));
    }

    private int speak(String text, int deadlineMillis) throws SpeechException, InterruptedException {
        PcmCollector sound = new PcmCollector();
        engine.synthesize(request(text, deadlineMillis), sound);
        return sound.bytes().length;
    }

    private int speakUnchecked(String text, int deadlineMillis) {
        try {
            return speak(text, deadlineMillis);
        } catch (SpeechException | InterruptedException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }
}
