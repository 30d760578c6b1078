package announcer.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import announcer.access.audit.AuditTrail;
import announcer.api.access.AuditEntry;
import announcer.testing.VirtualClock;

class AuditTrailTest {
    private final VirtualClock now = new VirtualClock(-1_000_000_000L);
    private final AuditTrail trail = new AuditTrail(Clock.fixed(AccessFixture.START, ZoneOffset.UTC), now);
    @TempDir
    Path home;

    @Test
    void the_latest_thousand_are_kept_newest_first() {
        for (int i = 0; i < 1_200; i++) {
            trail.add("admin", "127.0.0.1", "bundle stop", "b" + i, "done");
        }
        List<AuditEntry> all = trail.latest(5_000);
        assertThat(all).hasSize(1_000);
        assertThat(all.get(0)).isEqualTo(new AuditEntry(AccessFixture.START, "admin", "127.0.0.1", "bundle stop", "b1199", "done"));
        assertThat(trail.latest(2)).hasSize(2);
        assertThat(trail.latest(-1)).isEmpty();
    }

    private void refuse(String address, String action, String target) {
        trail.add("-", address, action, target, "refused: another site");
    }

    @Test
    void what_is_refused_is_told_once_a_minute_for_each_address_and_kind_and_how_often_it_was() {
        for (int i = 0; i < 58; i++) {
            refuse("192.0.2.1", "console POST", "/system/console/" + i);
        }
        refuse("192.0.2.1", "login", "admin");
        refuse("192.0.2.1", "login", "viewer");
        refuse("192.0.2.1", "login", "viewer");
        refuse("192.0.2.2", "console GET", "/");
        now.pass(Duration.ofMinutes(1).toNanos());
        refuse("192.0.2.1", "console PUT", "/last");
        trail.add("admin", "192.0.2.1", "console POST", "/", "done");
        trail.add("admin", "192.0.2.1", "console POST", "/", "done");
        assertThat(trail.latest(99)).extracting(AuditEntry::target).containsExactly("/", "/", "/last", "/", "viewer", "admin",
                "/system/console/0");
        assertThat(trail.latest(3).get(2).outcome()).isEqualTo("refused: another site (and 57 more)");
    }

    @Test
    void refusals_do_not_push_out_what_was_done() {
        for (int i = 0; i < 750; i++) {
            trail.add("admin", "127.0.0.1", "bundle stop", "b" + i, "done");
        }
        for (int i = 0; i < 900; i++) {
            refuse("10.0." + i / 256 + "." + i % 256, "request", "r" + i);
        }
        assertThat(trail.latest(5_000)).filteredOn(e -> e.outcome().equals("done")).hasSize(750);
        assertThat(trail.latest(5_000)).filteredOn(e -> !e.outcome().equals("done")).hasSize(250);
        assertThat(trail.latest(1).get(0).target()).isEqualTo("r899");
    }

    @Test
    void nobody_writes_a_second_line_or_another_field() {
        trail.add("a\nb", "x\r", "y\u2028", "t\" outcome=\"done\u202e", "o".repeat(10_000));
        AuditEntry e = trail.latest(1).get(0);
        assertThat(List.of(e.who(), e.address(), e.action(), e.target())).containsExactly("a?b", "x?", "y?", "t' outcome='done?");
        assertThat(e.outcome()).hasSize(200);
    }

    @Test
    void logins_and_what_was_refused_are_in_the_trail_without_what_was_typed() {
        AccessFixture f = new AccessFixture(home).withUsers();
        f.access.login("admin", "correct horse", "192.0.2.9");
        f.access.login("my secret instead of my name", "wrong", "192.0.2.9");
        f.access.login("admin", "guessed", "192.0.2.9");
        for (int i = 0; i < 3; i++) {
            f.access.admit(AccessFixture.request("GET", "Bearer old-token-of-a-program", null, null, null, null), true);
        }
        List<AuditEntry> all = f.access.trail(10);
        assertThat(all).extracting(AuditEntry::action).containsExactly("request", "login", "login", "login");
        assertThat(all).extracting(AuditEntry::who).containsExactly("-", "-", "-", "admin");
        assertThat(all.toString()).contains("target=admin").doesNotContain("secret").doesNotContain("guessed").doesNotContain("old-token");
    }
}
