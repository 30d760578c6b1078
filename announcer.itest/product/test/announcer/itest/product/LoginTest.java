package announcer.itest.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import com.google.gson.JsonParser;

import announcer.bench.http.HttpTestClient;
import announcer.itest.support.SharedProduct;
import announcer.itest.support.UsesProduct;

/** Logging in and out over HTTP: guessing is slowed down, sessions end when they must, and the cookie is nobody else's. */
@UsesProduct
class LoginTest {
    private static final String NEXT = "a new password for tests";
    private static final String FIRST = "a first password for tests";
    private static final String PASSWORD = SharedProduct.PASSWORD;
    private static final int GUESSES = 30;

    private static HttpTestClient anonymous;
    private static HttpTestClient basic;

    @BeforeAll
    static void start(SharedProduct shared) throws Exception {
        anonymous = shared.anonymous();
        basic = shared.admin();
    }

    private static HttpTestClient user(String name, String role) throws Exception {
        var made = basic.json("POST", "/api/users",
                "{\"name\":\"" + name + "\",\"role\":\"" + role + "\",\"password\":\"" + FIRST + "\"}");
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        return anonymous.session(name, FIRST);
    }

    /** A forgotten program with a revoked token must not lock its administrator out; tokens cannot be guessed. */
    @Test
    void wrong_tokens_are_refused_and_lock_nobody_out() throws Exception {
        for (int i = 0; i < GUESSES; i++) {
            assertThat(anonymous.bearer("guess-number-" + i).get("/api/status").statusCode()).isEqualTo(401);
        }
        assertThat(anonymous.basic("admin", PASSWORD).get("/api/status").statusCode()).isEqualTo(200);
    }

    @Test
    void a_login_s_cookie_is_hidden_from_scripts_and_from_other_sites_and_names_nothing() throws Exception {
        HttpResponse<String> answer = anonymous.login("admin", PASSWORD);
        assertThat(answer.statusCode()).as(answer.body()).isIn(302, 303);
        List<String> cookies = answer.headers().allValues("Set-Cookie");
        assertThat(cookies).as("cookies that a login sets").hasSize(1);
        String attributes = cookies.get(0).toLowerCase(Locale.ROOT).replace(" ", "");
        assertThat(attributes).contains(";httponly", ";samesite=strict", ";path=/").doesNotContain("domain=").doesNotContain("admin");
        assertThat(attributes.split(";")[0].length()).as("letters of the cookie, with its name").isGreaterThan(30);
        assertThat(answer.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
    }

    @Test
    void pages_and_answers_say_that_nobody_may_frame_guess_or_extend_them() throws Exception {
        HttpTestClient session = anonymous.session("admin", PASSWORD);
        for (String path : List.of("/login", "/login/password", ConsolePages.ROOT + "/announcer/tab.html", ConsolePages.ROOT + "/announcer",
                ConsolePages.ROOT + "/bundles",
                ConsolePages.ROOT + "/configMgr",
                "/api/session", "/api/channels", "/api/nothing-here", "/health")) {
            HttpResponse<String> answer = session.get(path);
            var headers = answer.headers();
            assertThat(headers.firstValue("X-Content-Type-Options").orElse("")).as(path).isEqualTo("nosniff");
            String policy = headers.firstValue("Content-Security-Policy").orElse("");
            // What is no page cannot be framed to any use.
            if (headers.firstValue("Content-Type").orElse("").startsWith("text/html")) {
                assertThat(policy).as(path).contains("frame-ancestors");
            }
            // Pages of our own run files of ours, or no script at all.
            if (path.startsWith("/login") || path.endsWith("/tab.html")) {
                assertThat(policy).as(path).contains("default-src 'none'").doesNotContain("unsafe").doesNotContain("*");
            }
        }
    }

    @Test
    void the_login_page_leads_to_pages_of_this_site_only() throws Exception {
        for (String to : List.of("https://elsewhere.example/", "//elsewhere.example/", "/\\elsewhere.example/", "\\\\elsewhere.example",
                "javascript:alert(1)", "/%5Celsewhere.example", "/\t/elsewhere.example", "http:elsewhere.example", "/\r\nX-Injected: yes",
                "@elsewhere.example", ".elsewhere.example", "/..//elsewhere.example")) {
            HttpResponse<String> answer = anonymous.fromOwnSite().form("/login",
                    Map.of("user", "admin", "password", PASSWORD, "to", to));
            String location = answer.headers().firstValue("Location").orElse("");
            // A browser takes a backslash for a slash: two of either begin another host's name. What is written %5C stays a path of this site.
            assertThat(location).as("after a login with to=" + to).doesNotContain("\\").doesNotStartWith("//");
            assertThat(java.net.URI.create(anonymous.base() + "/login").resolve(location).getAuthority()).as("after a login with to=" + to)
                    .isEqualTo(anonymous.base().substring("http://".length()));
            assertThat(answer.headers().map()).doesNotContainKey("X-Injected");
        }
    }

    @Test
    void a_session_ends_when_its_user_logs_out() throws Exception {
        HttpTestClient session = anonymous.session("admin", PASSWORD);
        assertThat(session.get(ConsolePages.ROOT + "/bundles").statusCode()).isEqualTo(200);
        HttpResponse<String> out = session.send("DELETE", "/api/session", "", "");
        assertThat(out.statusCode()).as(out.body()).isEqualTo(204);
        assertThat(session.get("/api/session").statusCode()).isEqualTo(401);
        assertThat(session.get(ConsolePages.ROOT + "/bundles").statusCode()).isNotEqualTo(200);
    }

    @Test
    void all_other_sessions_of_a_user_end_when_the_password_is_changed_and_the_old_one_opens_nothing() throws Exception {
        HttpTestClient here = user("changer", "VIEWER");
        HttpTestClient elsewhere = anonymous.session("changer", FIRST);
        HttpResponse<String> refused = here.json("POST", "/api/session/password",
                "{\"present\":\"wrong\",\"next\":\"" + NEXT + "\"}");
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(422);
        HttpResponse<String> weak = here.json("POST", "/api/session/password",
                "{\"present\":\"" + FIRST + "\",\"next\":\"short\"}");
        assertThat(weak.statusCode()).as(weak.body()).isEqualTo(422);
        HttpResponse<String> changed = here.json("POST", "/api/session/password",
                "{\"present\":\"" + FIRST + "\",\"next\":\"" + NEXT + "\"}");
        assertThat(changed.statusCode()).as(changed.body()).isEqualTo(204);
        assertThat(elsewhere.get("/api/session").statusCode()).isEqualTo(401);
        assertThat(anonymous.login("changer", FIRST).statusCode()).isEqualTo(401);
        assertThat(anonymous.basic("changer", FIRST).get("/api/status").statusCode()).isEqualTo(401);
        assertThat(anonymous.basic("changer", NEXT).get("/api/status").statusCode()).isEqualTo(200);
        anonymous.session("changer", NEXT);
    }

    @Test
    void a_user_whose_role_is_lowered_or_who_is_removed_can_do_no_more_with_a_session_that_is_open() throws Exception {
        HttpTestClient admin = anonymous.session("admin", PASSWORD);
        HttpTestClient second = user("second", "ADMIN");
        assertThat(second.get("/api/users").statusCode()).isEqualTo(200);
        assertThat(admin.json("PATCH", "/api/users/second", "{\"role\":\"VIEWER\"}").statusCode()).isBetween(200, 204);
        assertThat(second.get("/api/users").statusCode()).isIn(401, 403);
        assertThat(second.get(ConsolePages.ROOT + "/bundles").statusCode()).isNotEqualTo(200);
        HttpTestClient lowered = anonymous.session("second", FIRST);
        assertThat(lowered.get("/api/channels").statusCode()).isEqualTo(200);
        assertThat(admin.send("DELETE", "/api/users/second", "", "").statusCode()).isEqualTo(204);
        assertThat(lowered.get("/api/channels").statusCode()).isEqualTo(401);
        assertThat(admin.json("PATCH", "/api/users/admin", "{\"role\":\"VIEWER\"}").statusCode()).as("the last administrator")
                .isEqualTo(409);
        assertThat(admin.send("DELETE", "/api/users/admin", "", "").statusCode()).isEqualTo(409);
    }

    @Test
    void what_was_done_and_refused_is_in_the_audit_trail_with_who_and_from_where_and_without_any_secret() throws Exception {
        anonymous.login("admin", "a wrong guess");
        HttpTestClient admin = anonymous.session("admin", PASSWORD);
        var token = admin.json("POST", "/api/tokens", "{\"name\":\"for the till\",\"scopes\":[\"ANNOUNCE\"],\"lifeDays\":1}");
        assertThat(token.statusCode()).isEqualTo(201);
        admin.json("POST", "/api/announcements", "{\"text\":\"words that nobody else should read\"}");
        String trail = admin.get("/api/audit?limit=50").body();
        assertThat(trail).contains("admin", "127.0.0.1", "for the till").doesNotContain("a wrong guess").doesNotContain("words that nobody")
                .doesNotContain(PASSWORD)
                .doesNotContain(JsonParser.parseString(token.body()).getAsJsonObject().get("secret").getAsString());
        assertThat(JsonParser.parseString(trail).getAsJsonObject().getAsJsonArray("entries").asList())
                .anyMatch(e -> e.toString().contains("login") && !e.getAsJsonObject().get("outcome").getAsString().equals("done"));
    }
}
