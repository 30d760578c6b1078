package announcer.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.apache.felix.gogo.runtime.CommandProcessorImpl;
import org.apache.felix.service.command.CommandSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import announcer.api.AnnouncementState;
import announcer.api.CacheStatus;
import announcer.api.Chime;
import announcer.api.Keys;
import announcer.api.Markup;
import announcer.api.Priority;
import announcer.api.RejectedException;
import announcer.api.Repeat;
import announcer.api.Request;
import announcer.api.Target;
import announcer.api.speech.Prosody;
import announcer.testing.FakeAnnouncer;

/** The commands as somebody types them: through the real Gogo runtime. */
class AnnouncerCommandsTest {
    private final FakeAnnouncer announcer = ShellSamples.announcer();
    private TestShell shell;
    private CommandSession session;

    @BeforeEach
    void open() {
        open(new AnnouncerProvider(announcer));
    }

    private void open(AnnouncerProvider engine) {
        shell = new TestShell(engine, new AdministrationProvider(null, null));
        session = shell.session;
    }

    @AfterEach
    void close() {
        shell.close();
    }

    private String type(String line) throws Exception {
        return shell.type(line);
    }

    private String error() {
        return shell.error();
    }

    @Test
    void say_speaks_its_words_on_the_default_channel() throws Exception {
        assertThat(type("announcer:say Number 42, please")).isEqualTo("a1 QUEUED");
        assertThat(announcer.latest().status().request()).isEqualTo(Request.of("Number 42, please"));
    }

    @Test
    void say_takes_its_options_in_any_place() throws Exception {
        type("announcer:say --channel hall-2 --urgent \"请到 3\" --voice freetts/kevin16 --ttl 2.5 please");

        assertThat(announcer.latest().status().request()).isEqualTo(
                new Request("请到 3 please", Markup.PLAIN, "hall-2", Optional.of("freetts/kevin16"), Optional.empty(), Prosody.NEUTRAL,
                        Priority.URGENT, Optional.of(Duration.ofMillis(2500)), Keys.NONE, Repeat.ONCE, Chime.OF_CHANNEL));
    }

    @Test
    void say_takes_several_channels_a_zone_or_all() throws Exception {
        type("announcer:say --channel hall-2,main hello");
        assertThat(announcer.latest().status().request())
                .isEqualTo(Request.of("hello").withTarget(new Target.Channels(List.of("hall-2", "main"))));
        type("announcer:say --zone west hello");
        assertThat(announcer.latest().status().request()).isEqualTo(Request.of("hello").withTarget(new Target.Zone("west")));
        type("announcer:say --all hello");
        assertThat(announcer.latest().status().request()).isEqualTo(Request.of("hello").withTarget(Target.ALL));
        assertThat(type("announcer:say --all --zone west hello")).isNull();
        assertThat(error()).contains("only one of them");
    }

    @Test
    void say_takes_a_language_and_factors() throws Exception {
        type("announcer:say -l zh-CN --rate 1.5 --pitch 0.5 --volume 0 请");
        assertThat(announcer.latest().status().request())
                .isEqualTo(Request.of("请").withLocale(Locale.SIMPLIFIED_CHINESE).withProsody(new Prosody(1.5, 0.5, 0)));

        type("announcer:say hi --volume 4 --locale de --rate 0.25 there");
        assertThat(announcer.latest().status().request())
                .isEqualTo(Request.of("hi there").withLocale(Locale.GERMAN).withProsody(new Prosody(0.25, 1, 4)));
    }

    @Test
    void say_takes_a_document_in_single_quotes() throws Exception {
        type("announcer:say --ssml '<speak xml:lang=\"en\">Hi <break time=\"1s\"/> there | &amp;</speak>' --urgent");
        assertThat(announcer.latest().status().request()).isEqualTo(
                Request.ofSsml("<speak xml:lang=\"en\">Hi <break time=\"1s\"/> there | &amp;</speak>").withPriority(Priority.URGENT));
    }

    @Test
    void the_cache_is_told_in_words() throws Exception {
        assertThat(type("announcer:cache")).isEqualTo("""
                PLACE   SENTENCES  SIZE      LIMIT      FULL
                memory  2          9.4 KiB   32.0 MiB   0 %
                disk    5          46.9 KiB  256.0 MiB  0 %
                3 of 7 sentences were found in it (43 %)""");

        announcer.cache = new CacheStatus(0, 0, 0, 0, 0, 1, 512, 1024);
        assertThat(type("announcer:cache")).isEqualTo("""
                PLACE   SENTENCES  SIZE   LIMIT    FULL
                memory  0          0 B    0 B      -
                disk    1          512 B  1.0 KiB  50 %
                no sentence has been looked for yet""");
    }

    @Test
    void the_cache_is_emptied() throws Exception {
        assertThat(type("announcer:cache purge")).startsWith("the phrase cache has been emptied\n").contains("disk    0          0 B");
        assertThat(announcer.cache.diskEntries()).isZero();
    }

    @Test
    void say_waits_for_the_outcome_when_asked_to() throws Exception {
        announcer.fate = AnnouncementState.SPOKEN;
        assertThat(type("announcer:say --wait hello")).isEqualTo("a1 SPOKEN");

        announcer.fate = AnnouncementState.FAILED;
        assertThat(type("announcer:say --wait hello")).isNull();
        assertThat(error()).isEqualTo("announcer: a2 FAILED: the engine hung");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"announcer:say | say what?", "announcer:say --chanel x hi | \"--chanel\" is not an option",
            "announcer:say --ttl soon hi | --ttl is \"soon\"", "announcer:cancel | which one?",
            "announcer:cancel a9 | no announcement with the id \"a9\"", "announcer:queue attic | there are: hand, main",
            "announcer:restart-push | which channel?", "announcer:restart-push attic | there are: hand, main",
            "announcer:restart-push hand | pushed by hand", "announcer:cache empty | \"empty\" cannot be done",
            "announcer:say -p high hi | --priority is \"high\"; it must be one of background, routine, urgent, emergency",
            "announcer:say -u -p routine hi | both --urgent and --priority", "announcer:say --repeat x hi | --repeat is \"x\"",
            "announcer:say --pause x hi | --pause is \"x\"; it must be a number of seconds", "announcer:cancel a1 --group x | which one?",
            "announcer:say --rate fast hi | --rate is \"fast\"",
            "announcer:say --rate 0.2 hi | --rate is 0.2; it must be a factor from 0.25",
            "announcer:say --rate -1 hi | --rate is -1", "announcer:say --rate 1e1 hi | --rate is \"1e1\"",
            "announcer:say --pitch 2.1 hi | --pitch is 2.1; it must be a factor from 0.5",
            "announcer:say --pitch NaN hi | --pitch is \"NaN\"",
            "announcer:say --volume 4.5 hi | --volume is 4.5; it must be a factor from 0.0",
            "announcer:say --volume -0.1 hi | --volume is -0.1", "announcer:say --locale zh_CN hi | --locale is \"zh_CN\"",
            "announcer:say -l und hi | --locale is \"und\"", "announcer:say --ssml | say what?"})
    void a_mistake_is_one_clear_line(String line, String words) throws Exception {
        assertThat(type(line)).isNull();
        assertThat(error()).startsWith("announcer: ").contains(words).hasLineCount(1);
        assertThat(announcer.accepted).isEmpty();
    }

    @Test
    void what_looks_like_an_option_can_be_spoken() throws Exception {
        type("announcer:say -- --chanel");
        assertThat(announcer.latest().status().request().text()).isEqualTo("--chanel");
    }

    @Test
    void a_refusal_is_told_in_the_words_of_the_door() throws Exception {
        announcer.refusal = new RejectedException(RejectedException.Reason.QUEUE_FULL, "channel", "main",
                "the queue of main is full (100)");

        assertThat(type("announcer:say hi")).isNull();
        assertThat(error()).isEqualTo("announcer: the queue of main is full (100)");
    }

    @Test
    void a_failed_command_is_a_failure_in_scripts() throws Exception {
        assertThat(type("announcer:queue attic || announcer:help")).contains("announcer:say");
        assertThat(type("announcer:queue attic && announcer:help")).isNull();
        assertThat(type("announcer:queue && announcer:help")).contains("announcer:say");
    }

    @Test
    void a_fault_inside_is_one_line_too() throws Exception {
        announcer.fault = new IllegalStateException("inside");
        assertThat(type("announcer:say hi")).isNull();
        assertThat(error()).contains("IllegalStateException").hasLineCount(1);
    }

    @Test
    void without_an_engine_every_command_says_so() throws Exception {
        close();
        open(new AnnouncerProvider());
        for (String line : new String[]{"say hi", "status", "channels", "voices", "cache", "cache purge", "queue", "cancel a1",
                "restart-push main"}) {
            shell.forgetErrors();
            assertThat(type("announcer:" + line)).isNull();
            assertThat(error()).isEqualTo("announcer: the engine is not running: start the bundle announcer.engine");
        }
        assertThat(type("announcer:help")).contains("announcer:say");
    }

    @Test
    void cancel_withdraws_what_waits() throws Exception {
        type("announcer:say one");
        type("announcer:say two");

        assertThat(type("announcer:cancel a1 a2")).isEqualTo("a1 CANCELLED: cancelled in the shell\na2 CANCELLED: cancelled in the shell");
        assertThat(type("announcer:cancel a1")).isNull();
        assertThat(error()).contains("is CANCELLED and can no longer be cancelled");
        shell.forgetErrors();
        announcer.unreadable = new IOException("the disk is broken");
        assertThat(type("announcer:cancel a9")).isNull();
        assertThat(error()).isEqualTo("announcer: announcement a9 may be in the journal, which cannot be read now: the disk is broken");
    }

    @Test
    void say_does_not_take_the_group_of_a_schedule() throws Exception {
        assertThat(type("announcer:say --group schedule/open hi")).isNull();
        assertThat(error()).contains("\"schedule/open\"", "kept for schedules");
        assertThat(announcer.accepted).isEmpty();
    }

    @Test
    void say_takes_a_priority_keys_a_repeat_and_chimes() throws Exception {
        type("announcer:say --priority emergency --repeat 2 --pause 1.5 --supersede A12 --group \"hall 3\" --chime gong --chime-after none Fire");

        assertThat(announcer.latest().status().request()).isEqualTo(Request.of("Fire").withPriority(Priority.EMERGENCY)
                .withRepeat(new Repeat(2, Duration.ofMillis(1500)))
                .withKeys(new Keys(Optional.empty(), Optional.of("A12"), Optional.of("hall 3")))
                .withChime(new Chime(Optional.of("gong"), Optional.of("none"))));
        type("announcer:say -u -p urgent hi");
        assertThat(announcer.latest().status().request()).isEqualTo(Request.of("hi").withPriority(Priority.URGENT));
    }

    @Test
    void cancel_withdraws_a_group_or_a_call_and_tells_how_many() throws Exception {
        for (String group : new String[]{"x", "x", "y"}) {
            type("announcer:say --group " + group + " --supersede A12 hi");
        }
        assertThat(type("announcer:cancel --group x -c hand")).isEqualTo("0 announcements have been cancelled");
        assertThat(type("announcer:cancel --group x")).isEqualTo("2 announcements have been cancelled");
        assertThat(type("announcer:cancel --supersede A12 --channel main")).isEqualTo("1 announcement has been cancelled");
        assertThat(type("announcer:cancel --channel main")).isNull();
        assertThat(error()).contains("which one?").contains("--group KEY");
    }

    @Test
    void the_queue_shows_what_waits_without_breaking_lines() throws Exception {
        assertThat(type("announcer:queue")).isEqualTo("nothing is waiting");
        announcer.announce(Request.of("first\nline").withPriority(Priority.URGENT));
        announcer.announce(Request.of("x".repeat(60)));

        assertThat(type("announcer:queue main")).isEqualTo("""
                CHANNEL  ID  STATE   PRIORITY  SINCE     TEXT
                main     a1  QUEUED  urgent    12:00:00  first line
                main     a2  QUEUED  routine   12:00:00  %s...""".formatted("x".repeat(47)));
        assertThat(type("announcer:queue hand")).isEqualTo("nothing is waiting");
    }

    @Test
    void channels_are_a_line_each() throws Exception {
        assertThat(type("announcer:channels")).isEqualTo("""
                CHANNEL  ON AIR  QUEUE  FORMAT        VOICE   PUSH         HEARD AT
                hand     yes     0/100  24000 Hz x 1  (best)  by hand      rtsp://127.0.0.1:8554/hand
                main     no      0/100  24000 Hz x 1  (best)  BACKING_OFF  rtsp://127.0.0.1:8554/main""");
    }

    @Test
    void voices_come_with_the_health_of_their_engines() throws Exception {
        assertThat(type("announcer:voices")).isEqualTo("""
                VOICE            LANGUAGE  FORMAT        BUNDLE
                freetts/kevin16  en-US     16000 Hz x 1  announcer.tts.freetts 0.9.0

                ENGINE   VOICES  FAILURES  SET ASIDE UNTIL  PROBLEM
                freetts  1       0         -                -
                mary     0       3         12:05:00         its service is null""");
    }

    @Test
    void status_tells_all_and_shows_no_credentials() throws Exception {
        String status = type("announcer:status");

        assertThat(status).doesNotContain("secret").contains("ON AIR since 12:00:00", "OFF AIR", "the push is backing off",
                "drift -3.3 ms, lateness p50 0.21, p99 0.42, max 4.30 ms",
                "BACKING_OFF since 12:00:00 to rtsp://***@host/main, restarts 2 (1 more at once), pid 42, next attempt 12:00:04: rtsp://***@host/main refused",
                "engine mary: its service\nis null, set aside until 12:05:00 after 3 failures (announcer.tts.mary 0.9.0)",
                "journal: none, announcements are kept in memory only");
    }

    @Test
    void help_knows_every_command() throws Exception {
        for (String name : Usage.commands()) {
            assertThat(type("announcer:help")).contains("announcer:" + name);
            assertThat(type("announcer:help announcer:" + name)).startsWith("announcer:" + name);
            assertThat(session.get("announcer:" + name)).as("is a command").isNotNull();
        }
        assertThat(type("announcer:help say")).contains("--channel", "--voice", "--locale", "--rate", "--pitch", "--volume", "--ssml",
                "--urgent", "--ttl", "--wait");
    }

    @Test
    void a_push_is_restarted() throws Exception {
        assertThat(type("announcer:restart-push main")).isEqualTo("the push of channel main is being restarted");
        assertThat(announcer.restarts).containsExactly("main: asked for in the shell");
    }
}
