package announcer.tts.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import announcer.api.speech.SpeechException;

/** When the system is asked for its voices, and what is said when it has none. */
@Timeout(60)
@DisabledOnOs(OS.WINDOWS)
class VoiceListTest {
    private static final Optional<Path> PROGRAM = Optional.of(Path.of("/opt/espeak-ng"));
    private static final Listing NONE = Listing.without(PROGRAM, "it did not answer");

    @TempDir
    Path folder;
    private final AtomicLong clock = new AtomicLong();
    private final AtomicInteger looks = new AtomicInteger();
    private SystemEngine engine;

    @AfterEach
    void stop() throws InterruptedException {
        if (engine != null) {
            engine.deactivate();
        }
        assertThat(Await.processes()).isEmpty();
        assertThat(Await.threads()).isEmpty();
    }

    @Test
    void the_system_is_asked_at_the_start_and_again_a_minute_later_in_the_background() throws Exception {
        SynchronousQueue<Listing> answers = new SynchronousQueue<>();
        VoiceList list = new VoiceList(() -> take(answers), clock::get);
        list.start();
        answers.put(some("de"));
        for (int i = 0; i < 100; i++) {
            assertThat(list.ask()).contains(some("de"));
        }
        assertThat(looks).hasValue(1);
        clock.addAndGet(VoiceList.FRESH.toNanos());
        assertThat(list.ask()).as("at once, the old one").contains(some("de"));
        answers.put(some("fr"));
        Await.until("the new one is there", () -> list.now().equals(Optional.of(some("fr"))));
        assertThat(list.ask()).contains(some("fr"));
        assertThat(looks).hasValue(2);
        clock.addAndGet(VoiceList.FRESH.toNanos());
        list.ask();
        answers.put(NONE);
        Await.until("the silence is noticed", () -> list.now().orElseThrow().problem().isPresent());
        assertThat(list.ask().orElseThrow().voices()).as("voices are not lost for once").hasSize(1);
        assertThat(list.close()).isTrue();
    }

    @Test
    void a_look_that_fails_unexpectedly_is_told_and_the_next_one_is_taken() throws Exception {
        AtomicBoolean broken = new AtomicBoolean(true);
        VoiceList list = new VoiceList(() -> {
            if (broken.getAndSet(false)) {
                throw new IllegalStateException("a bad day");
            }
            return some("de");
        }, clock::get);
        list.start();
        assertThat(list.ask().orElseThrow().problem()).hasValueSatisfying(p -> assertThat(p).contains("a bad day"));
        list.forget();
        Await.until("it is asked again", () -> list.now().equals(Optional.of(some("de"))));
        assertThat(list.close()).isTrue();
    }

    @Test
    void a_first_look_that_takes_long_is_not_waited_for() throws Exception {
        SynchronousQueue<Listing> answers = new SynchronousQueue<>();
        VoiceList list = new VoiceList(() -> take(answers), clock::get);
        list.start();
        assertThat(list.now()).isEmpty();
        assertThat(list.ask()).isEmpty();
        list.forget();
        answers.put(some("de"));
        answers.put(some("fr"));
        Await.until("what came for the forgotten question is not taken", () -> list.now().equals(Optional.of(some("fr"))));
        assertThat(list.close()).isTrue();
    }

    private Listing take(SynchronousQueue<Listing> answers) {
        looks.incrementAndGet();
        try {
            return Optional.ofNullable(answers.poll(30, TimeUnit.SECONDS)).orElse(NONE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return NONE;
        }
    }

    private static Listing some(String language) {
        return new Listing(PROGRAM, List.of(SystemVoice.of(language, Locale.forLanguageTag(language), language, 5)), Optional.empty());
    }

    @Test
    void without_a_program_it_says_what_to_install_and_where_it_looked() throws Exception {
        engine = new StandIn(folder).engine(new Espeak(), 2);
        assertThat(engine.voices()).isEmpty();
        assertThat(engine.problem()).hasValueSatisfying(p -> assertThat(p).contains("espeak-ng and espeak").contains(folder.toString())
                .contains("apt install espeak-ng").contains("announcer.tts.system"));
        engine.change(new SystemEngineSettings("/no/such/file", 2, List.of()));
        assertThat(engine.voices()).isEmpty();
        assertThat(engine.problem()).hasValueSatisfying(p -> assertThat(p).contains("\"/no/such/file\"").contains("no executable file"));
    }

    @Test
    void a_program_that_does_not_list_is_named_with_what_it_did() throws Exception {
        StandIn programs = new StandIn(folder);
        programs.script("espeak-ng", "sleep 1000");
        engine = programs.engine(new Espeak(), 2, Duration.ofMillis(200));
        Await.until("it is given up", () -> engine.problem().isPresent());
        assertThat(engine.problem()).hasValueSatisfying(p -> assertThat(p).contains("200 ms"));
        Path other = programs.script("other", "echo 'no data' >&2; exit 7");
        engine.change(new SystemEngineSettings(other.toString(), 2, List.of()));
        assertThat(engine.voices()).isEmpty();
        assertThat(engine.problem()).hasValueSatisfying(p -> assertThat(p).contains("exit code 7").contains("no data"));
        Path empty = programs.script("empty", "exit 0");
        engine.change(new SystemEngineSettings(empty.toString(), 2, List.of()));
        assertThat(engine.voices()).isEmpty();
        assertThat(engine.problem()).hasValueSatisfying(p -> assertThat(p).contains("lists no voices"));
    }

    @Test
    void deactivation_does_not_wait_for_a_look() throws Exception {
        StandIn programs = new StandIn(folder);
        programs.script("espeak-ng", "sleep 1000");
        engine = programs.engine(new Espeak(), 2);
        Await.until("it is being asked", () -> !Await.processes().isEmpty());
        engine.deactivate();
        assertThat(Await.processes()).isEmpty();
        assertThat(Await.threads()).isEmpty();
    }

    @Test
    void deactivation_ends_also_what_is_just_being_started() throws Exception {
        StandIn programs = new StandIn(folder);
        programs.script("espeak-ng", "i=0; while [ $i -lt 300 ]; do sleep 1000 & i=$((i+1)); done; wait");
        engine = programs.engine(new Espeak(), 2);
        Await.until("it has begun to start others", () -> Await.processes().size() > 5);
        engine.deactivate();
        assertThat(Await.processes()).isEmpty();
        assertThat(Await.threads()).isEmpty();
    }

    @Test
    void settings_take_effect_at_once_and_unknown_voices_are_named() throws Exception {
        StandIn programs = new StandIn(folder);
        programs.espeak("cat >/dev/null; cat $here/known.wav");
        engine = programs.engine(new Espeak(), 2, "en");
        assertThat(engine.voices()).extracting(v -> v.name()).containsExactly("en-us");
        assertThat(engine.problem()).isEmpty();
        engine.change(new SystemEngineSettings("", 2, List.of("de", "tlh")));
        assertThat(engine.voices()).extracting(v -> v.name()).containsExactly("de");
        assertThat(engine.problem()).hasValueSatisfying(p -> assertThat(p).contains("tlh").contains("\"voices\""));
        StandIn.speak(engine, "hallo", 20_000);
        engine.change(new SystemEngineSettings("", 2, List.of("tlh")));
        assertThat(engine.voices()).isEmpty();
    }

    @Test
    void say_speaks_through_a_file_that_is_gone_afterwards() throws Exception {
        StandIn programs = new StandIn(folder);
        programs.script("say", """
                if [ "$2" = '?' ]; then echo 'Anna Maria          de_DE    # Hallo!'; exit 0; fi
                echo "$4" >$here/file; cat >$here/text; cat $here/known.wav >"$4\"""");
        engine = programs.engine(new MacSay(), 2);
        assertThat(engine.voices()).extracting(v -> v.id()).containsExactly("system/anna-maria");
        assertThat(StandIn.speak(engine, "Grüße", 20_000)).isEqualTo(StandIn.TONE);
        assertThat(folder.resolve("text")).hasContent("Grüße");
        assertThat(Path.of(read("file"))).doesNotExist();
        programs.script("say", "cat >/dev/null; echo 'Voice not found' >&2; exit 1");
        assertThatThrownBy(() -> StandIn.speak(engine, "Grüße", 20_000)).isInstanceOf(SpeechException.class)
                .hasMessageContaining("Voice not found");
    }

    @Test
    void sapi_is_asked_by_scripts_that_do_not_change() throws Exception {
        StandIn programs = new StandIn(folder);
        // What is not known to a shell script: the scripts themselves. They are decoded, and kept for a look.
        programs.script("powershell.exe", """
                for last; do :; done
                if [ -z "$ANNOUNCER_VOICE" ]; then
                  echo "$last" | base64 -d | iconv -f UTF-16LE -t UTF-8 >$here/list.ps1
                  printf 'Microsoft Hedda Desktop\\tde-DE\\n'; exit 0
                fi
                echo "$last" | base64 -d | iconv -f UTF-16LE -t UTF-8 >$here/speak.ps1
                echo "$ANNOUNCER_VOICE $ANNOUNCER_RATE $ANNOUNCER_SSML" >$here/said; cat >$here/text; cat $here/known.wav""");
        engine = programs.engine(new Sapi(), 2);
        assertThat(engine.voices()).extracting(v -> v.id()).containsExactly("system/microsoft-hedda-desktop");
        assertThat(StandIn.speak(engine, "Grüße", 20_000)).isEqualTo(StandIn.TONE);
        assertThat(read("list.ps1")).contains("GetInstalledVoices");
        assertThat(read("speak.ps1")).contains("SetOutputToAudioStream");
        assertThat(read("said")).isEqualTo("Microsoft Hedda Desktop 0 0");
        assertThat(read("text")).isEqualTo("Grüße");
    }

    private String read(String file) throws IOException {
        return Files.readString(folder.resolve(file)).strip();
    }
}
