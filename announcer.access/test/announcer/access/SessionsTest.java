package announcer.access;

import static announcer.access.AccessFixture.ADDRESS;
import static announcer.access.AccessFixture.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import announcer.api.access.AccessException;
import announcer.api.access.Admission;
import announcer.api.access.Admission.Verdict;
import announcer.api.access.Session;

class SessionsTest {
    @TempDir
    Path home;
    private AccessFixture f;

    @BeforeEach
    void users() {
        f = new AccessFixture(home).withUsers();
    }

    private Session login(String user) {
        return f.access.login(user, "correct horse", ADDRESS).session().orElseThrow();
    }

    private Admission use(Session s) {
        return f.access.admit(request("GET", null, s.cookie(), null, null, null), true);
    }

    private boolean lasts(Session s) {
        return f.access.session(s.cookie()).isPresent();
    }

    @Test
    void a_cookie_has_256_bits_and_no_session_shows_its_secrets() {
        Session s = login("admin");
        assertThat(s.cookie()).matches("[A-Za-z0-9_-]{43}");
        assertThat(login("admin").cookie()).isNotEqualTo(s.cookie());
        assertThat(s.csrf()).isNotEqualTo(s.cookie());
        assertThat(s.toString()).doesNotContain(s.cookie()).doesNotContain(s.csrf());
    }

    @Test
    void a_session_that_is_not_used_ends_and_one_that_is_used_goes_on() {
        Session s = login("admin");
        assertThat(s.expires()).isEqualTo(AccessFixture.START.plus(Duration.ofMinutes(30)));
        f.pass(Duration.ofMinutes(29));
        assertThat(use(s).verdict()).isEqualTo(Verdict.ADMITTED);
        f.pass(Duration.ofMinutes(29));
        assertThat(lasts(s)).isTrue();
        f.pass(Duration.ofMinutes(1));
        assertThat(lasts(s)).isFalse();
        assertThat(use(s).verdict()).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void looking_whether_there_is_a_session_does_not_keep_it() {
        Session s = login("admin");
        f.pass(Duration.ofMinutes(20));
        assertThat(lasts(s)).isTrue();
        f.pass(Duration.ofMinutes(10));
        assertThat(lasts(s)).isFalse();
    }

    @Test
    void a_session_ends_after_twelve_hours_however_much_it_is_used() {
        Session s = login("admin");
        for (int i = 0; i < 12 * 6 - 1; i++) {
            f.pass(Duration.ofMinutes(10));
            assertThat(use(s).verdict()).isEqualTo(Verdict.ADMITTED);
        }
        f.pass(Duration.ofMinutes(10));
        assertThat(use(s).verdict()).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void the_limits_can_be_set() {
        f.access.limits(Duration.ofMinutes(5), Duration.ofHours(1));
        Session s = login("admin");
        f.pass(Duration.ofMinutes(5));
        assertThat(lasts(s)).isFalse();
    }

    @Test
    void logging_out_ends_that_session_only() {
        Session one = login("admin");
        Session two = login("admin");
        f.access.logout(one.cookie());
        f.access.logout("none");
        assertThat(lasts(one)).isFalse();
        assertThat(lasts(two)).isTrue();
    }

    @Test
    void the_hundred_and_first_session_of_a_user_ends_the_one_unused_for_longest() {
        Session other = login("viewer");
        List<Session> all = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            all.add(login("admin"));
            f.pass(Duration.ofSeconds(1));
        }
        use(all.get(0));
        login("admin");
        assertThat(lasts(all.get(0))).isTrue();
        assertThat(lasts(all.get(1))).isFalse();
        assertThat(lasts(all.get(2))).isTrue();
        assertThat(lasts(other)).isTrue();
    }

    @Test
    void another_role_a_new_password_and_the_removal_of_the_user_end_all_its_sessions() {
        Session viewer = login("viewer");
        Session operator = login("operator");
        Session admin = login("admin");
        f.records.put("viewer", "role", "OPERATOR", "passwordHash", AccessFixture.HASH);
        f.records.put("operator", "role", "OPERATOR", "passwordHash", AccessFixture.HASH, "newPassword", "battery staple");
        f.records.byPid.remove("announcer.user~admin");
        f.access.refreshUsers();
        assertThat(List.of(lasts(viewer), lasts(operator), lasts(admin))).containsOnly(false);
    }

    @Test
    void who_changes_the_own_password_stays_and_all_other_sessions_of_that_user_end() throws AccessException {
        Session own = login("operator");
        Session same = login("operator");
        Session other = login("viewer");
        f.access.changePassword(use(own).caller().orElseThrow(), "correct horse", "battery staple");
        assertThat(lasts(own)).isTrue();
        assertThat(lasts(same)).isFalse();
        assertThat(lasts(other)).isTrue();
        assertThat(f.access.login("operator", "correct horse", ADDRESS).admission().verdict()).isEqualTo(Verdict.WRONG);
        assertThat(f.access.login("operator", "battery staple", ADDRESS).admission().verdict()).isEqualTo(Verdict.ADMITTED);
    }

    @Test
    void a_password_is_changed_by_who_knows_the_present_one_and_to_a_good_one_only() {
        Session own = login("operator");
        assertRefused(own, "wrong", "battery staple", "present");
        assertRefused(own, "correct horse", "short", "next");
        assertRefused(own, "correct horse", "correct horse", "next");
        assertRefused(own, "correct horse", "Password123", "next");
        assertRefused(own, "correct horse", "OPERATOR", "next");
        assertRefused(own, "correct horse", "x".repeat(129), "next");
        for (int i = 0; i < 5; i++) {
            assertRefused(own, "wrong", "battery staple", "present");
        }
        f.pass(Duration.ofMinutes(5));
        assertThat(lasts(own)).isTrue();
    }

    private void assertRefused(Session s, String present, String next, String field) {
        assertThatThrownBy(() -> f.access.changePassword(s.caller(), present, next)).isInstanceOfSatisfying(AccessException.class,
                e -> assertThat(e.field()).isEqualTo(field));
    }
}
