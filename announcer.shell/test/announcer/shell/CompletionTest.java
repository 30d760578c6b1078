package announcer.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.apache.felix.service.command.Function;

import announcer.testing.FakeAccess;
import announcer.testing.FakeAnnouncer;

/** The candidates of the tab key. */
class CompletionTest {
    private final FakeAnnouncer announcer = ShellSamples.announcer();
    private final FakeAccess access = new FakeAccess();
    private TestShell shell;

    @BeforeEach
    void open() {
        shell = new TestShell(new AnnouncerProvider(announcer), new AdministrationProvider(ShellSamples.settings(), access));
    }

    @AfterEach
    void close() {
        shell.close();
    }

    /** What can follow these words, as the shell asks it. */
    private List<String> after(String... words) throws Exception {
        List<String> line = new ArrayList<>(List.of(words));
        line.add("");
        shell.session.put("line", line);
        return ((List<?>) shell.session.execute("announcer:_complete $line " + words.length)).stream().map(String::valueOf).toList();
    }

    @Test
    void options_of_say_are_followed_by_what_there_is() throws Exception {
        assertThat(after("announcer:say", "--channel")).isEqualTo(List.of("hand", "main"));
        assertThat(after("say", "hello", "-v")).isEqualTo(List.of("freetts/kevin16"));
        assertThat(after("say", "-l")).isEqualTo(List.of("en-US"));
        assertThat(after("say")).isEmpty();
    }

    @Test
    void priorities_and_keys_are_offered_after_their_options() throws Exception {
        shell.type("announcer:say --group x --supersede A12 --channel hand two");
        assertThat(after("cancel", "--group")).isEqualTo(List.of("x"));
        assertThat(after("cancel", "--supersede")).isEqualTo(List.of("A12"));
        assertThat(after("cancel", "--group", "x", "-c")).isEqualTo(List.of("hand", "main"));
        assertThat(after("say", "-p")).isEqualTo(List.of("background", "routine", "urgent", "emergency"));
    }

    @Test
    void channels_and_announcements_are_offered_where_they_can_stand() throws Exception {
        shell.type("announcer:say one");
        for (String command : List.of("queue", "clear", "pause", "resume", "restart-push", "push-output")) {
            assertThat(after(command)).as(command).isEqualTo(List.of("hand", "main"));
        }
        assertThat(after("queue", "main")).isEmpty();
        assertThat(after("pause", "main")).isEqualTo(List.of("hand", "main"));
        assertThat(after("cancel")).isEqualTo(List.of("a1"));
        assertThat(after("move")).isEqualTo(List.of("a1"));
        assertThat(after("cache")).isEqualTo(List.of("purge"));
        assertThat(after("help")).isEqualTo(List.copyOf(Usage.commands()));
    }

    @Test
    void settings_are_followed_by_pids_keys_and_values() throws Exception {
        assertThat(after("settings")).isEqualTo(SettingsCommands.ACTIONS);
        assertThat(after("settings", "set")).isEqualTo(List.of("announcer.channel~main", "announcer.rtsp"));
        assertThat(after("settings", "create")).isEqualTo(List.of("announcer.channel"));
        assertThat(after("settings", "set", "announcer.rtsp")).isEqualTo(List.of("port", "playPassword"));
        assertThat(after("settings", "set", "announcer.rtsp", "port")).isEqualTo(List.of("8554"));
        assertThat(after("settings", "set", "announcer.rtsp", "playPassword")).isEmpty();
        assertThat(after("settings", "set", "announcer.rtsp", "port", "1")).isEqualTo(List.of("port", "playPassword"));
        assertThat(after("settings", "create", "announcer.channel", "x")).contains("gapMillis");
        assertThat(after("channel", "set", "main", "voice")).isEqualTo(List.of("freetts/kevin16"));
        assertThat(after("channel", "set", "main", "codec")).isEqualTo(List.of("AAC", "OPUS"));
        assertThat(after("channel", "set", "main", "paused")).isEqualTo(List.of("true", "false"));
        assertThat(after("channel", "reset", "main", "codec")).contains("gapMillis");
        assertThat(after("channel", "create")).isEmpty();
        assertThat(after("channel", "delete")).isEqualTo(List.of("hand", "main"));
    }

    @Test
    void tokens_and_users_are_offered() throws Exception {
        shell.type("announcer:tokens create pager view");
        assertThat(after("tokens", "revoke")).isEqualTo(List.of("t1"));
        assertThat(after("tokens", "create", "x")).contains("announce");
        assertThat(after("users", "role")).isEqualTo(List.of("anna"));
        assertThat(after("users", "role", "anna")).isEqualTo(List.of("viewer", "operator", "admin"));
    }

    @Test
    void nothing_is_offered_when_its_bundle_is_not_there() throws Exception {
        shell.close();
        shell = new TestShell(new AnnouncerProvider(null), new AdministrationProvider(null, null));
        assertThat(after("settings", "show")).isEmpty();
        assertThat(after("queue")).isEmpty();
    }

    @Test
    void an_interactive_shell_is_told_once_before_its_first_line() throws Exception {
        List<List<String>> told = new ArrayList<>();
        Function complete = (session, arguments) -> told.add(arguments.stream().map(String::valueOf).toList());
        shell.processor.addCommand("gogo", complete, "complete");
        shell.processor.addListener(new Completion());
        shell.type("announcer:help");
        assertThat(told).as("a shell that completes nothing").isEmpty();

        shell.session.put(".completions", new HashMap<>(Map.of()));
        shell.type("announcer:help");
        shell.type("announcer:help");
        assertThat(told).hasSize((int) Completion.script().count());
        assertThat(told).contains(List.of("-c", "announcer:say", "-s", "c", "-l", "channel", "-d", "id of the channel"),
                List.of("-c", "announcer:cache", "-a", "announcer:_complete ($.commandLine words) ($.commandLine wordIndex)"));
    }
}
