package announcer.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import announcer.api.AnnouncementStatus;
import announcer.api.Target;
import announcer.api.Request;
import announcer.api.AnnouncementState;
import announcer.api.access.AuditEntry;
import announcer.api.access.Role;
import announcer.api.access.UserInfo;
import announcer.testing.FakeAnnouncement;
import announcer.testing.FakeAccess;
import announcer.testing.FakeAnnouncer;
import announcer.testing.FakeSettings;

/** Channels, settings, users, tokens and the queue, as somebody types them. */
class AdministrationCommandsTest {
    private final FakeAnnouncer announcer = ShellSamples.announcer();
    private final FakeSettings settings = ShellSamples.settings();
    private final FakeAccess access = new FakeAccess();
    private TestShell shell;

    @BeforeEach
    void open() {
        shell = new TestShell(new AnnouncerProvider(announcer), new AdministrationProvider(settings, access));
    }

    @AfterEach
    void close() {
        shell.close();
    }

    private void said(String line, String... error) throws Exception {
        assertThat(shell.type(line)).isNull();
        assertThat(shell.error()).contains(error);
    }

    private List<String> trail() {
        return access.trail(100).stream().map(e -> e.action() + " " + e.target()).toList();
    }

    @Test
    void a_channel_is_made_changed_and_deleted() throws Exception {
        assertThat(shell.type("announcer:channel create hall-2 gapMillis 400 fallbackVoices 'freetts/kevin, a\\,b'"))
                .isEqualTo("channel hall-2 is there: announcer.channel~hall-2");
        assertThat(settings.stored.get("announcer.channel~hall-2")).containsEntry("id", "hall-2").containsEntry("gapMillis", "400")
                .containsEntry("fallbackVoices", List.of("freetts/kevin", "a,b"));
        assertThat(shell.type("announcer:channel set hall-2 gapMillis 500")).contains("gapMillis       500");
        assertThat(shell.type("announcer:channel reset hall-2 gapMillis")).contains("(300)");
        assertThat(shell.type("announcer:channel delete hall-2")).isEqualTo("channel hall-2 is gone");
        assertThat(settings.stored).doesNotContainKey("announcer.channel~hall-2");
        assertThat(trail()).containsExactly("channel delete hall-2", "channel set hall-2", "channel set hall-2", "channel create hall-2");
    }

    @Test
    void what_is_not_understood_is_told() throws Exception {
        said("announcer:channel set attic gapMillis 1", "no channel has the id \"attic\"; there are: main");
        said("announcer:channel set main gapMillis", "the value of gapMillis is missing");
        said("announcer:channel paint main",
                "\"paint\" is not a command of announcer:channel; there are: show, create, set, reset, delete");
        said("announcer:channel set", "needs a channel's id");
        said("announcer:settings show announcer.rtsp too", "\"too\" is one word too many");
        said("announcer:settings set announcer.rtsp port bad", "port cannot be this");
        said("announcer:settings delete nothing", "there is no configuration nothing");
        said("announcer:audit many", "not a number of entries");
        assertThat(settings.changes).isEmpty();
        assertThat(trail()).isEmpty();
    }

    @Test
    void a_channel_is_paused_and_goes_on() throws Exception {
        assertThat(shell.type("announcer:pause main")).isEqualTo("channel main is paused");
        assertThat(settings.stored.get("announcer.channel~main")).containsEntry("paused", true);
        assertThat(shell.type("announcer:resume main")).isEqualTo("channel main goes on");
        assertThat(settings.stored.get("announcer.channel~main")).containsEntry("paused", false);
    }

    @Test
    void settings_are_listed_shown_and_changed() throws Exception {
        assertThat(shell.type("announcer:settings")).contains("announcer.channel~main  2");
        assertThat(shell.type("announcer:settings forms")).contains("announcer.channel  yes   Channel");
        assertThat(shell.type("announcer:settings show announcer.rtsp")).contains("port          (8554)  port in words");
        assertThat(shell.type("announcer:settings set announcer.rtsp port 8600")).contains("port          8600");
        assertThat(shell.type("announcer:settings create announcer.channel x gapMillis 1")).startsWith("announcer.channel~x");
        assertThat(shell.type("announcer:settings delete announcer.channel~x")).isEqualTo("announcer.channel~x is gone");
        assertThat(settings.changes).containsExactly("announcer.rtsp {port=8600}", "announcer.channel~x {gapMillis=1}");
    }

    @Test
    void a_token_is_made_and_its_secret_shown_once() throws Exception {
        assertThat(shell.type("announcer:tokens create pager announce,view 90")).contains("secret-of-t1");
        assertThat(shell.type("announcer:tokens")).contains("VIEW,ANNOUNCE").contains("2027-02-20").doesNotContain("secret-of-t1");
        said("announcer:tokens create pager fly", "\"fly\" is not one of: METRICS, VIEW");
        said("announcer:tokens create pager view soon", "not a number of days");
        assertThat(shell.type("announcer:tokens revoke t1")).isEqualTo("token t1 is revoked");
        said("announcer:tokens revoke t1", "no token has the id");
    }

    @Test
    void users_are_made_and_the_last_admin_stays() throws Exception {
        assertThat(shell.type("announcer:users create bob operator 'correct horse'")).isEqualTo("user bob is there, as OPERATOR");
        assertThat(settings.stored.get("announcer.user~bob"))
                .isEqualTo(Map.of("name", "bob", "role", "OPERATOR", "newPassword", "correct horse"));
        said("announcer:users delete anna", "last ADMIN");
        said("announcer:users role anna viewer", "last ADMIN");
        access.users.add(new UserInfo("eve", Role.ADMIN, "announcer.user~eve"));
        settings.stored.put("announcer.user~anna", Map.of());
        assertThat(shell.type("announcer:users delete anna")).isEqualTo("user anna is gone");
        assertThat(shell.type("announcer:users")).contains("eve   ADMIN");
        assertThat(access.trail).extracting(AuditEntry::toString).allMatch(e -> !e.contains("horse"));
    }

    @Test
    void the_trail_is_shown_newest_first() throws Exception {
        shell.type("announcer:cache purge");
        shell.type("announcer:restart-push main");
        assertThat(shell.type("announcer:audit").lines().toList()).satisfies(lines -> {
            assertThat(lines.get(1)).contains("shell", "terminal", "push restart", "main", "done");
            assertThat(lines.get(2)).contains("cache purge");
        });
        assertThat(shell.type("announcer:audit 1").lines()).hasSize(2);
    }

    @Test
    void the_queue_is_ordered_and_emptied() throws Exception {
        shell.type("announcer:say one");
        shell.type("announcer:say two");
        assertThat(shell.type("announcer:move a2 0")).contains("a2");
        assertThat(announcer.moves).containsExactly("a2 -> 0");
        // One for several channels, with a part on each.
        Request both = Request.of("three").withTarget(new Target.Channels(List.of("main", "hall")));
        AnnouncementStatus two = announcer.find("a2").orElseThrow().status();
        announcer.accepted
                .add(new FakeAnnouncement(new AnnouncementStatus("a3", both, AnnouncementState.QUEUED, Optional.empty(), Optional.empty(),
                        two.submitted(), Optional.empty(), Optional.empty(), 0, two.proof(), List.of(two))));
        assertThat(shell.type("announcer:move a3 0")).contains("a2");
        announcer.accepted.removeLast();
        said("announcer:move a9 0", "no announcement with the id \"a9\"");
        said("announcer:move a2 first", "it must be a number");
        announcer.accepted.getFirst().become(AnnouncementState.SPEAKING);
        said("announcer:move a1 0", "only one that waits can be moved");
        assertThat(shell.type("announcer:clear main")).isEqualTo("1 announcement has been cancelled");
        assertThat(announcer.accepted.getLast().status().state()).isEqualTo(AnnouncementState.CANCELLED);
    }

    @Test
    void what_the_pusher_wrote_is_shown() throws Exception {
        assertThat(shell.type("announcer:push-output main")).isEqualTo("line 1\nline 2");
        said("announcer:push-output", "which channel?");
    }

    @Test
    void without_its_bundle_a_command_says_what_to_start() throws Exception {
        shell.close();
        shell = new TestShell(new AnnouncerProvider(announcer), new AdministrationProvider(null, null));
        said("announcer:settings", "start the bundle announcer.conf");
        said("announcer:tokens", "start the bundle announcer.access");
        assertThat(shell.type("announcer:cache purge")).contains("emptied");
    }
}
