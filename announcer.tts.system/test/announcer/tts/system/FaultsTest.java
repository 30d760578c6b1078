package announcer.tts.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import announcer.api.speech.SpeechException;
import announcer.api.speech.UnspeakableTextException;

/** The engine with programs that do what they should not. After each test no process and no thread is left. */
@Timeout(60)
@DisabledOnOs(OS.WINDOWS)
class FaultsTest {
    private static final String ENDLESS = "cat >/dev/null; cat $here/endless.wav; while :; do cat $here/tone; done";
    private static final int LONG = 20_000;

    @TempDir
    Path folder;
    private final ExecutorService callers = Executors.newCachedThreadPool();
    private StandIn programs;
    private SystemEngine engine;

    @BeforeEach
    void make() throws IOException {
        programs = new StandIn(folder);
    }

    @AfterEach
    void stop() throws InterruptedException {
        engine.deactivate();
        callers.shutdownNow();
        assertThat(Await.threads()).isEmpty();
        assertThat(Await.processes()).isEmpty();
    }

    @Test
    void a_program_that_behaves_is_heard_without_its_header() throws Exception {
        use("cat >/dev/null; cat $here/known.wav; echo trailing");
        assertThat(StandIn.speak(engine, "hello", LONG)).isEqualTo(StandIn.TONE);
        use("cat >/dev/null; cat $here/endless.wav");
        assertThat(StandIn.speak(engine, "hello", LONG)).isEqualTo(StandIn.TONE);
    }

    @Test
    void the_text_comes_in_utf_8_on_standard_input_and_is_no_argument() throws Exception {
        use("cat >$here/text; echo \"$@\" >$here/arguments; cat $here/known.wav");
        StandIn.speak(engine, "Grüße, Привет \uD83D\uDE00 \"; $(id)", LONG);
        assertThat(folder.resolve("text")).hasContent("Grüße, Привет \uD83D\uDE00 \"; $(id)");
        assertThat(folder.resolve("arguments")).hasContent("-v gmw/en-US --stdin -b 1 --stdout");
    }

    @Test
    void a_program_that_hangs_is_given_up_at_the_deadline_with_its_children() throws Exception {
        use("cat >/dev/null; sleep 1000 & sleep 1000");
        assertThatThrownBy(() -> StandIn.speak(engine, "hello", 300)).isInstanceOf(SpeechException.class)
                .isNotInstanceOf(UnspeakableTextException.class).hasMessageContaining("300 ms").hasMessageContaining("\"hello\"");
        Await.until("all is ended", () -> Await.processes().isEmpty());
    }

    @Test
    void a_program_that_will_not_end_is_ended_the_hard_way() throws Exception {
        use("trap '' TERM; cat >/dev/null; cat $here/endless.wav; while :; do sleep 1; done");
        assertThatThrownBy(() -> StandIn.speak(engine, "hello", LONG, pcm -> {
            assertThat(Await.processes()).isNotEmpty();
            throw new InterruptedException("enough");
        })).isInstanceOf(InterruptedException.class);
        assertThat(Await.processes()).as("when the caller is told").isEmpty();
    }

    @Test
    void an_exit_code_is_an_error_that_carries_what_the_program_said() throws Exception {
        use("cat >/dev/null; echo 'the voice is gone' >&2; exit 3");
        assertThatThrownBy(() -> StandIn.speak(engine, "hello", LONG)).isInstanceOf(SpeechException.class)
                .hasMessageContaining("exit code 3").hasMessageContaining("the voice is gone").hasMessageContaining("espeak-ng");
    }

    @Test
    void a_flood_of_complaints_holds_nothing_up() throws Exception {
        use("cat >/dev/null; head -c 1000000 /dev/zero | tr '\\0' x >&2; cat $here/known.wav");
        assertThat(StandIn.speak(engine, "hello", LONG)).isEqualTo(StandIn.TONE);
    }

    @Test
    void no_output_at_all_is_an_error_of_the_program_and_silence_one_of_the_text() throws Exception {
        use("cat >/dev/null");
        assertThatThrownBy(() -> StandIn.speak(engine, "hello", LONG)).isInstanceOf(SpeechException.class)
                .isNotInstanceOf(UnspeakableTextException.class).hasMessageContaining("wrote no sound");
        use("cat >/dev/null; cat $here/silent.wav");
        assertThatThrownBy(() -> StandIn.speak(engine, "hello", LONG)).isInstanceOf(UnspeakableTextException.class)
                .hasMessageContaining("\"hello\"");
    }

    @Test
    void death_in_the_middle_is_an_error_and_no_end() throws Exception {
        use("cat >/dev/null; cat $here/endless.wav; kill -9 $$");
        assertThatThrownBy(() -> StandIn.speak(engine, "hello", LONG)).isInstanceOf(SpeechException.class)
                .hasMessageContaining("exit code 137");
        use("cat >/dev/null; head -c 2000 $here/known.wav");
        assertThatThrownBy(() -> StandIn.speak(engine, "hello", LONG)).isInstanceOf(SpeechException.class)
                .hasMessageContaining("1956 of 8000 bytes");
    }

    @Test
    void another_format_than_the_voice_states_is_refused_with_both() throws Exception {
        use("cat >/dev/null; cat $here/48k.wav; sleep 1000");
        assertThatThrownBy(() -> StandIn.speak(engine, "hello", LONG)).isInstanceOf(SpeechException.class).hasMessageContaining("48000 Hz")
                .hasMessageContaining("22050 Hz");
    }

    @Test
    void children_left_behind_are_ended_and_hold_nothing_up() throws Exception {
        // One holds the output open, so that its end does not show; the other has lost its parent before the program ended.
        use("cat >/dev/null; sleep 1000 & (sleep 1000 </dev/null >/dev/null 2>&1 &); cat $here/endless.wav");
        assertThat(StandIn.speak(engine, "hello", LONG)).isEqualTo(StandIn.TONE);
        Await.until("all is ended", () -> Await.processes().isEmpty());
    }

    @Test
    void a_program_that_does_not_read_a_long_text_is_no_trap() throws Exception {
        use("sleep 1000");
        assertThatThrownBy(() -> StandIn.speak(engine, "word ".repeat(100_000), 300)).isInstanceOf(SpeechException.class)
                .hasMessageContaining("300 ms");
        use("exit 4");
        assertThatThrownBy(() -> StandIn.speak(engine, "word ".repeat(100_000), LONG)).isInstanceOf(SpeechException.class)
                .hasMessageContaining("exit code 4");
    }

    @Test
    void an_end_underway_frees_the_process_and_its_place() throws Exception {
        use(1, ENDLESS);
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> StandIn.speak(engine, "hello", LONG, pcm -> {
                throw new InterruptedException("enough");
            })).isInstanceOf(InterruptedException.class).hasMessage("enough");
            assertThatThrownBy(() -> StandIn.speak(engine, "hello", LONG, pcm -> Thread.currentThread().interrupt()))
                    .isInstanceOf(InterruptedException.class);
            assertThat(Await.processes()).as("when the caller is told").isEmpty();
        }
    }

    @Test
    void an_interruption_while_the_program_is_silent_ends_it() throws Exception {
        use(1, "cat >/dev/null; sleep 1000");
        // The program that lists the voices is not the one that is waited for below.
        assertThat(engine.voices()).isNotEmpty();
        Await.until("the list is over", () -> Await.processes().isEmpty());
        CompletableFuture<Thread> caller = new CompletableFuture<>();
        Future<?> interrupted = callers.submit(() -> {
            caller.complete(Thread.currentThread());
            assertThatThrownBy(() -> StandIn.speak(engine, "hello", LONG)).isInstanceOf(InterruptedException.class);
            assertThat(Await.processes()).as("when the caller is told").isEmpty();
        });
        Await.until("the program runs", () -> !Await.processes().isEmpty());
        caller.join().interrupt();
        interrupted.get(20, TimeUnit.SECONDS);
    }

    @Test
    void an_endless_program_is_late_and_its_sound_is_not_held() throws Exception {
        use(ENDLESS);
        assertThatThrownBy(() -> StandIn.speak(engine, "hello", 1_000, pcm -> assertThat(pcm.remaining()).isPositive().isEven()))
                .isInstanceOf(SpeechException.class).hasMessageContaining("1000 ms");
    }

    @Test
    void a_text_that_waits_too_long_for_a_place_says_so_and_a_change_makes_room() throws Exception {
        use(1, ENDLESS);
        CountDownLatch speaking = new CountDownLatch(1);
        Future<?> first = callers.submit(() -> {
            StandIn.speak(engine, "hello", LONG, pcm -> speaking.countDown());
            return null;
        });
        assertThat(speaking.await(20, TimeUnit.SECONDS)).isTrue();
        assertThatThrownBy(() -> StandIn.speak(engine, "hello", 50)).isInstanceOf(SpeechException.class)
                .hasMessageContaining("not free").hasMessageContaining("concurrency");
        CompletableFuture<Thread> caller = new CompletableFuture<>();
        CompletableFuture<Void> waiting = CompletableFuture.runAsync(() -> {
            caller.complete(Thread.currentThread());
            assertThatThrownBy(() -> StandIn.speak(engine, "hello", LONG)).isInstanceOf(InterruptedException.class);
        }, callers);
        caller.join().interrupt();
        waiting.join();
        engine.change(new SystemEngineSettings("", 2, List.of()));
        assertThatThrownBy(() -> StandIn.speak(engine, "hello", LONG, pcm -> {
            throw new InterruptedException("there is room");
        })).isInstanceOf(InterruptedException.class).hasMessage("there is room");
        assertThat(first.isDone()).as("the first one speaks on").isFalse();
        first.cancel(true);
    }

    @Test
    void deactivation_ends_what_speaks_and_fails_what_waits() throws Exception {
        use(1, ENDLESS);
        CountDownLatch speaking = new CountDownLatch(1);
        Future<?> endless = callers.submit(() -> {
            StandIn.speak(engine, "hello", LONG, pcm -> speaking.countDown());
            return null;
        });
        assertThat(speaking.await(20, TimeUnit.SECONDS)).isTrue();
        CompletableFuture<Void> waiting = CompletableFuture
                .runAsync(() -> assertThatThrownBy(() -> StandIn.speak(engine, "hello", LONG)).isInstanceOf(SpeechException.class)
                        .hasMessageContaining("stopped"), callers);
        engine.deactivate();
        assertThat(Await.processes()).isEmpty();
        waiting.join();
        assertThatThrownBy(endless::get).cause().isInstanceOf(SpeechException.class).hasMessageContaining("stopped");
        assertThatThrownBy(() -> StandIn.speak(engine, "hello", LONG)).isInstanceOf(SpeechException.class);
    }

    @Test
    void a_program_that_goes_away_is_named() throws Exception {
        use("cat >/dev/null; cat $here/known.wav");
        engine.voices();
        assertThat(folder.resolve("espeak-ng").toFile().delete()).isTrue();
        assertThatThrownBy(() -> StandIn.speak(engine, "hello", LONG)).isInstanceOf(SpeechException.class)
                .hasMessageContaining("could not be started");
    }

    private void use(String body) throws Exception {
        use(2, body);
    }

    private void use(int concurrency, String body) throws Exception {
        if (engine != null) {
            engine.deactivate();
        }
        programs.espeak(body);
        engine = programs.engine(new Espeak(), concurrency, "en-us");
    }
}
