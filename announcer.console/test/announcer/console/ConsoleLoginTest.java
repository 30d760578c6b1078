package announcer.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import announcer.api.access.Admission.Verdict;
import announcer.api.access.Caller;
import announcer.api.access.Credential;
import announcer.api.access.Role;
import announcer.testing.FakeAccess;
import announcer.testing.http.FakeHttp;

class ConsoleLoginTest {
    private final FakeAccess access = new FakeAccess();
    private final ConsoleLogin login = new ConsoleLogin(access);
    private final FakeHttp http = new FakeHttp();

    private Object ask() {
        return login.authenticate(http.request(), http.response());
    }

    @Test
    void without_access_control_nobody_gets_in_and_the_console_says_why() {
        assertThat(new ConsoleLogin(null).authenticate(http.request(), http.response())).isNull();
        assertThat(http.status).isEqualTo(503);
        assertThat(http.body()).contains("announcer.access");
    }

    @Test
    void an_administrator_comes_in_under_its_name() {
        access.verdict = FakeAccess.admitted(FakeAccess.anna(Credential.SESSION));
        assertThat(ask()).isEqualTo("anna");
        assertThat(http.attributes.get(ConsoleLogin.CALLER)).isInstanceOf(Caller.class);
        assertThat(access.csrfNeeded).isFalse();
    }

    @Test
    void a_viewer_and_an_operator_are_told_that_it_is_not_for_them() {
        access.verdict = FakeAccess.admitted(FakeAccess.anna(Credential.SESSION));
        for (Role role : new Role[]{Role.VIEWER, Role.OPERATOR}) {
            access.verdict = FakeAccess.admitted(FakeAccess.anna(role, Credential.SESSION));
            assertThat(ask()).isNull();
            assertThat(http.status).isEqualTo(403);
            assertThat(http.body()).contains("administrators only").contains("anna");
        }
        assertThat(access.audited()).containsOnly("anna | console GET | /system/console/bundles | refused: not an administrator");
    }

    @Test
    void a_browser_that_goes_to_a_page_is_sent_to_the_login_and_back() {
        http.header("Accept", "text/html,*/*").header("Sec-Fetch-Mode", "navigate");
        assertThat(ask()).isNull();
        assertThat(http.status).isEqualTo(302);
        assertThat(http.answered).containsEntry("Location", "/login?to=%2Fsystem%2Fconsole%2Fbundles");
    }

    @Test
    void nothing_else_is_redirected() {
        http.header("Accept", "text/html");
        http.method = "POST";
        assertRefused(401);
        http.method = "GET";
        http.header("Authorization", "Basic eDp5");
        access.verdict = FakeAccess.refused(Verdict.WRONG, "because of it");
        assertRefused(401);
        http.headers.remove("Authorization");
        http.header("Sec-Fetch-Mode", "cors");
        assertRefused(401);
        http.headers.remove("Sec-Fetch-Mode");
        http.header("Accept", "application/json");
        assertRefused(401);
    }

    private void assertRefused(int status) {
        assertThat(ask()).isNull();
        assertThat(http.status).isEqualTo(status);
        assertThat(http.answered).doesNotContainKey("Location");
    }

    @Test
    void only_programs_are_challenged_so_that_no_browser_asks_by_itself() {
        assertRefused(401);
        assertThat(http.answered.get("WWW-Authenticate")).startsWith("Basic");
        http.answered.clear();
        http.header("Sec-Fetch-Mode", "cors");
        assertRefused(401);
        assertThat(http.answered).doesNotContainKey("WWW-Authenticate");
    }

    @Test
    void what_another_site_sent_is_refused_and_in_the_trail() {
        http.method = "POST";
        access.verdict = FakeAccess.refused(Verdict.FOREIGN, "because of it");
        assertRefused(403);
        assertThat(access.audited()).containsExactly("- | console POST | /system/console/bundles | refused: because of it");
    }

    @Test
    void too_many_wrong_ones_are_told_how_long_to_wait() {
        access.verdict = FakeAccess.refused(Verdict.TOO_MANY, "because of it");
        assertRefused(429);
        assertThat(http.answered).containsEntry("Retry-After", "13");
    }

    @Test
    void who_must_change_the_password_sees_nothing_else_nor_do_programs_with_basic() {
        access.verdict = FakeAccess.admitted(FakeAccess.anna(Credential.SESSION));
        access.mustChangePassword = true;
        http.session();
        assertRefused(403);
        http.header("Accept", "text/html");
        assertThat(ask()).isNull();
        assertThat(http.answered.get("Location")).isEqualTo("/login/password?to=%2Fsystem%2Fconsole%2Fbundles");
        access.verdict = FakeAccess.admitted(FakeAccess.anna(Credential.PASSWORD));
        http.headers.remove("Accept");
        http.answered.clear();
        assertRefused(403);
        assertThat(http.body()).contains("/login/password");
        access.mustChangePassword = false;
        assertThat(ask()).isEqualTo("anna");
    }

    @Test
    void logging_out_ends_the_session_and_clears_its_cookie() {
        http.session();
        login.logout(http.request(), http.response());
        assertThat(access.calls).containsExactly("logout annas-cookie");
        assertThat(http.answered.get("Set-Cookie")).startsWith("announcer-session=;").contains("Max-Age=0").contains("HttpOnly");
        assertThat(http.answered).containsEntry("Location", "/login");
    }
}
