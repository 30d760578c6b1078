package announcer.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import announcer.api.access.AccessException;
import announcer.api.access.Admission.Verdict;
import announcer.api.access.Credential;
import announcer.api.access.Role;
import announcer.api.access.Scope;
import announcer.testing.FakeAccess;
import announcer.testing.VirtualClock;
import announcer.testing.http.FakeHttp;
import jakarta.servlet.http.Cookie;

class LoginServletTest {
    private final FakeAccess access = new FakeAccess();
    private final VirtualClock clock = new VirtualClock();
    private final LoginServlet servlet = new LoginServlet(access, clock);
    private FakeHttp http;

    @BeforeEach
    void nobodyIsLoggedIn() {
        access.loggedIn = false;
        http = new FakeHttp();
        http.uri = "/login";
        http.contentLength = 100;
    }

    private FakeHttp get() throws IOException {
        servlet.doGet(http.request(), http.response());
        return http;
    }

    private FakeHttp post() throws IOException {
        http.method = "POST";
        http.header("Origin", "http://192.0.2.80:8080");
        servlet.doPost(http.request(), http.response());
        return http;
    }

    @Test
    void the_page_has_labels_a_strict_policy_and_no_script() throws IOException {
        String page = get().body();
        assertThat(page).contains("<html lang=\"en\">").contains("<label for=\"user\">").contains("<label for=\"password\">")
                .doesNotContain("<script").doesNotContain("style=").doesNotContain("role=\"alert\"");
        assertThat(http.answered.get("Content-Security-Policy")).contains("default-src 'none'").contains("frame-ancestors 'none'")
                .doesNotContain("unsafe");
    }

    @Test
    void a_request_that_the_server_cannot_read_is_refused_and_is_no_fault_of_the_server() throws IOException {
        http.onRead = () -> {
            throw new IllegalArgumentException("unterminated quote");
        };
        assertThat(get().status).isEqualTo(400);
        assertThat(http.body()).contains("Content-Type");
    }

    @Test
    void the_page_speaks_chinese_to_who_wants_it() throws IOException {
        http.locale = Locale.SIMPLIFIED_CHINESE;
        assertThat(get().body()).contains("<html lang=\"zh\">").contains("登录");
        assertThat(LoginTexts.CHINESE.sentences().keySet()).isEqualTo(LoginTexts.ENGLISH.sentences().keySet());
    }

    @Test
    void the_right_password_opens_a_session_and_leads_on() throws IOException {
        access.verdict = FakeAccess.admitted(FakeAccess.anna(Credential.SESSION));
        access.loggedIn = true;
        http.parameters.put("user", " admin ");
        http.parameters.put("password", " pass word ");
        http.parameters.put("to", "/system/console/bundles?x=1");
        assertThat(post().status).isEqualTo(303);
        assertThat(access.calls).containsExactly("login admin  pass word ");
        assertThat(http.answered).containsEntry("Location", "/system/console/bundles?x=1").containsEntry("Set-Cookie",
                "announcer-session=annas-new-cookie; Path=/; HttpOnly; SameSite=Strict");
    }

    @Test
    void a_tablet_is_given_the_token_of_its_counter_and_keeps_it_until_that_ends() throws IOException {
        access.allowAt("3", "ann_three", "token:tablet 3", Scope.VIEW, Scope.ANNOUNCE);
        access.allow("ann_all", "token:all", Scope.ADMINISTER);
        http.pathInfo = "/counter";
        assertThat(get().body()).contains("<label for=\"token\">", "action=\"/login/counter\"");

        for (String wrong : List.of("", "ann_other", "ann_all")) {
            http.parameters.put("token", wrong);
            assertThat(post().status).as(wrong).isEqualTo(401);
            assertThat(http.answered).as(wrong).doesNotContainKey("Set-Cookie");
        }
        http.parameters.put("token", " ann_three ");
        assertThat(post().status).isEqualTo(303);
        assertThat(http.answered).containsEntry("Location", "/");
        assertThat(http.answered.get("Set-Cookie")).matches("announcer-session=ann_three; Path=/; HttpOnly; SameSite=Strict; "
                + "Expires=\\w{3}, \\d\\d \\w{3} \\d{4} \\d\\d:\\d\\d:\\d\\d GMT");
        assertThat(access.trail).extracting(e -> e.who() + " " + e.outcome()).contains("- refused: no token for one counter",
                "token:tablet 3 done");
    }

    @Test
    void another_site_logs_no_tablet_in_and_a_tablet_has_no_password() throws IOException {
        access.allowAt("3", "ann_three", "token:tablet 3", Scope.ANNOUNCE);
        http.pathInfo = "/counter";
        http.parameters.put("token", "ann_three");
        http.method = "POST";
        servlet.doPost(http.request(), http.response());
        assertThat(http.status).as("without a word of where it comes from").isEqualTo(403);

        FakeHttp password = new FakeHttp();
        password.pathInfo = "/password";
        password.cookies.add(new Cookie("announcer-session", "ann_three"));
        servlet.doGet(password.request(), password.response());
        assertThat(password.answered).containsEntry("Location", "/");
    }

    @Test
    void over_tls_the_cookie_is_secure() throws IOException {
        access.verdict = FakeAccess.admitted(FakeAccess.anna(Credential.SESSION));
        access.loggedIn = true;
        http.secure = true;
        assertThat(post().answered.get("Set-Cookie")).endsWith("; Secure");
    }

    @Test
    void a_login_ends_the_session_that_the_browser_had() throws IOException {
        access.verdict = FakeAccess.admitted(FakeAccess.anna(Credential.SESSION));
        access.loggedIn = true;
        http.session();
        post();
        assertThat(access.calls).contains("logout annas-cookie");
    }

    @Test
    void nobody_is_led_to_another_site() throws IOException {
        access.verdict = FakeAccess.admitted(FakeAccess.anna(Credential.SESSION));
        access.loggedIn = true;
        for (String to : new String[]{"http://evil.example", "//evil.example", "/\\evil.example", "\\\\evil", "javascript:alert(1)",
                "/a\r\nX: y",
                "/\"><script>", "/login", "", "/" + "x".repeat(1_000)}) {
            http.parameters.put("to", to);
            assertThat(post().answered.get("Location")).as(to).isEqualTo("/system/console/announcer");
        }
    }

    @Test
    void who_has_the_printed_password_is_led_to_change_it() throws IOException {
        access.verdict = FakeAccess.admitted(FakeAccess.anna(Credential.SESSION));
        access.loggedIn = true;
        access.mustChangePassword = true;
        assertThat(post().answered.get("Location")).isEqualTo("/login/password?to=%2Fsystem%2Fconsole%2Fannouncer");
    }

    @Test
    void a_wrong_password_is_said_in_an_alert_and_what_was_typed_is_no_markup() throws IOException {
        access.verdict = FakeAccess.refused(Verdict.WRONG, "because of it");
        http.parameters.put("user", "\"><script>alert(1)</script>");
        http.parameters.put("password", "typed-secret");
        assertThat(post().status).isEqualTo(401);
        assertThat(http.body()).contains("role=\"alert\"").contains("&quot;&gt;&lt;script&gt;").doesNotContain("<script")
                .doesNotContain("typed-secret");
        assertThat(http.answered).doesNotContainKey("Set-Cookie");
    }

    @Test
    void who_has_to_wait_is_told_how_long() throws IOException {
        access.verdict = FakeAccess.refused(Verdict.TOO_MANY, "because of it");
        assertThat(post().status).isEqualTo(429);
        assertThat(http.body()).contains("13 s");
        assertThat(http.answered).containsEntry("Retry-After", "13");
    }

    @Test
    void another_site_cannot_log_a_browser_in() throws IOException {
        access.verdict = FakeAccess.refused(Verdict.FOREIGN, "because of it");
        assertThat(post().status).isEqualTo(403);
        assertThat(access.calls).isEmpty();
        access.verdict = FakeAccess.admitted(FakeAccess.anna(Credential.SESSION));
        http.headers.remove("Origin");
        servlet.doPost(http.request(), http.response());
        assertThat(http.status).isEqualTo(403);
        assertThat(access.calls).isEmpty();
    }

    @Test
    void a_form_that_is_too_long_or_of_unknown_length_is_not_read() throws IOException {
        http.contentLength = 100_000;
        assertThat(post().status).isEqualTo(413);
        http.contentLength = -1;
        http.header("Transfer-Encoding", "chunked");
        assertThat(post().status).isEqualTo(411);
        assertThat(access.calls).isEmpty();
    }

    @Test
    void slow_forms_keep_out_neither_a_whole_one_nor_those_of_other_addresses() {
        access.verdict = FakeAccess.refused(Verdict.WRONG, "because of it");
        List<FakeHttp> sent = new ArrayList<>();
        sendAndWhileItIsRead(List.of("192.0.2.1", "192.0.2.1", "192.0.2.1", "192.0.2.1", "192.0.2.1"), sent);
        assertThat(sent).extracting(one -> one.status).containsExactly(401, 401, 401, 401, 503);
        assertThat(sent.get(4).answered).containsEntry("Retry-After", "1").containsEntry("Connection", "close");
        assertThat(sent.get(4).body()).contains("again");
        sent.clear();
        sendAndWhileItIsRead(List.of("192.0.2.1", "192.0.2.1", "192.0.2.1", "192.0.2.1", "192.0.2.2", "192.0.2.2", "192.0.2.2",
                "192.0.2.2", "192.0.2.3", "whole"), sent);
        assertThat(sent.get(7).status).as("of another address").isEqualTo(401);
        assertThat(sent.get(8).status).as("all places are taken").isEqualTo(503);
        assertThat(sent.get(9).status).as("one that is there at once").isEqualTo(401);
    }

    /** Sends forms that come slowly, or whole: each while the one before is read. */
    private void sendAndWhileItIsRead(List<String> addresses, List<FakeHttp> sent) {
        FakeHttp form = new FakeHttp().header("Origin", "http://192.0.2.80:8080");
        form.method = "POST";
        form.contentLength = 100;
        form.parameters.put("user", "anna");
        form.trickles = !addresses.get(0).equals("whole");
        form.address = addresses.get(0);
        sent.add(form);
        List<String> others = addresses.subList(1, addresses.size());
        form.onRead = () -> {
            form.onRead = () -> {};
            if (!others.isEmpty()) {
                sendAndWhileItIsRead(others, sent);
            }
        };
        try {
            servlet.doPost(form.request(), form.response());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // One that was refused was not read: those behind it are sent after it.
        Runnable left = form.onRead;
        left.run();
    }

    @Test
    void a_form_that_trickles_in_is_given_up() throws IOException {
        http.parameters.put("user", "a name of some length");
        http.trickles = true;
        http.onRead = () -> clock.pass(Duration.ofSeconds(3).toNanos());
        assertThat(post().status).isEqualTo(408);
        assertThat(http.answered).containsEntry("Connection", "close");
        assertThat(http.body()).contains("10 s");
        assertThat(access.calls).isEmpty();
    }

    @Test
    void the_allowed_methods_are_told_and_nothing_to_other_sites() {
        http.method = "OPTIONS";
        servlet.doOptions(http.request(), http.response());
        assertThat(http.status).isEqualTo(204);
        assertThat(http.answered).containsExactly(Map.entry("Allow", "GET, HEAD, POST, OPTIONS"));
    }

    @Test
    void while_the_users_cannot_be_read_nobody_is_told_that_the_password_is_wrong() throws IOException {
        access.verdict = FakeAccess.refused(Verdict.UNAVAILABLE, "because of it");
        assertThat(post().status).isEqualTo(503);
        assertThat(http.body()).contains("cannot").doesNotContain("wrong");
        assertThat(http.answered).containsKey("Retry-After");
    }

    @Test
    void a_password_is_changed_with_the_sessions_token_and_typed_twice() throws IOException {
        changing();
        assertThat(post().status).isEqualTo(303);
        assertThat(access.calls).containsExactly("change annas-password-1 next-password");
        assertThat(access.seen.get(access.seen.size() - 1).csrf()).contains("annas-csrf");
        assertThat(access.seen.get(access.seen.size() - 1).authorization()).isEmpty();
        assertThat(access.csrfNeeded).isTrue();
        access.calls.clear();
        http.parameters.put("again", "other");
        assertThat(post().status).isEqualTo(422);
        access.verdict = FakeAccess.refused(Verdict.FOREIGN, "because of it");
        assertThat(post().status).isEqualTo(403);
        assertThat(access.calls).isEmpty();
    }

    @Test
    void a_refused_password_is_said_in_words() throws IOException {
        changing();
        access.refusal = new AccessException("next", "short");
        assertThat(post().status).isEqualTo(422);
        assertThat(http.body()).contains("8 to 128").contains("name=\"csrf\" value=\"annas-csrf\"");
    }

    private void changing() {
        access.verdict = FakeAccess.admitted(FakeAccess.anna(Credential.SESSION));
        access.loggedIn = true;
        http.session();
        http.pathInfo = "/password";
        http.parameters.put("csrf", "annas-csrf");
        http.parameters.put("present", FakeAccess.PASSWORD);
        http.parameters.put("next", "next-password");
        http.parameters.put("again", "next-password");
    }

    @Test
    void who_is_no_administrator_is_led_to_the_page_for_calling_numbers_or_to_a_page_that_is_open_to_them() throws IOException {
        access.verdict = FakeAccess.admitted(FakeAccess.anna(Role.OPERATOR, Credential.SESSION));
        access.loggedIn = true;
        access.role = Role.OPERATOR;
        for (Map.Entry<String, String> way : Map.of("", "/", "/system/console/bundles", "/", "/", "/", "/take", "/take").entrySet()) {
            http.parameters.put("to", way.getKey());
            assertThat(post().answered.get("Location")).as(way.getKey()).isEqualTo(way.getValue());
        }
    }

    @Test
    void a_viewer_sees_who_it_is_and_can_log_out() throws IOException {
        access.loggedIn = true;
        access.role = Role.VIEWER;
        http.session();
        assertThat(get().body()).contains("anna").contains("administrators only").contains("action=\"/login/logout\"");
        access.verdict = FakeAccess.admitted(FakeAccess.anna(Credential.SESSION));
        http.pathInfo = "/logout";
        assertThat(post().answered.get("Set-Cookie")).contains("Max-Age=0");
        assertThat(access.calls).containsExactly("logout annas-cookie");
    }

    @Test
    void whoever_has_logged_in_in_another_window_is_led_back_to_the_page_for_calling_numbers() throws IOException {
        access.loggedIn = true;
        access.role = Role.OPERATOR;
        http.session();
        for (String to : List.of("/", "/#counter/3")) {
            http.parameters.put("to", to);
            assertThat(get().answered.get("Location")).isEqualTo(to);
        }
    }

    @Test
    void without_access_control_the_page_says_so() throws IOException {
        LoginServlet alone = new LoginServlet(null, clock);
        alone.doGet(http.request(), http.response());
        assertThat(http.status).isEqualTo(503);
        assertThat(http.body()).contains("announcer.access");
    }
}
