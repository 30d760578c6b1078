package announcer.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import announcer.api.access.AccessControl;
import announcer.api.access.Role;
import announcer.api.access.Scope;
import announcer.api.access.UserInfo;
import announcer.testing.FakeAccess;
import announcer.web.ApiServer.Answer;

/** The caller's own session, users, tokens and the trail, over real HTTP. */
class AccessApiTest {
    private ApiServer server;

    @BeforeEach
    void start() throws Exception {
        server = new ApiServer();
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    void a_session_with_the_first_password_can_do_nothing_but_change_it() throws Exception {
        server.access.mustChangePassword = true;
        server.send(session("channels")).isProblem(403, "password-change-needed");
        String basic = "Basic " + Base64.getEncoder().encodeToString(("anna:" + FakeAccess.PASSWORD).getBytes(StandardCharsets.UTF_8));
        server.send(server.withoutToken("channels").header("Authorization", basic)).isProblem(403, "password-change-needed");
        assertThat(
                server.send(server.withoutToken("session").header("Authorization", basic)).json().get("mustChangePassword").getAsBoolean())
                .isTrue();
        assertThat(server.get("channels").status()).as("a token has no password").isEqualTo(200);
        server.access.mustChangePassword = false;
        assertThat(server.send(session("channels")).status()).isEqualTo(200);
    }

    @Test
    void a_session_learns_what_its_requests_need() throws Exception {
        server.access.mustChangePassword = true;
        assertThat(server.send(session("session")).text()).isEqualTo("{\"user\":\"anna\",\"credential\":\"session\","
                + "\"scopes\":[],\"counter\":null,\"csrf\":\"annas-csrf\","
                + "\"expires\":\"2026-11-22T12:00:00Z\",\"mustChangePassword\":true}");
        server.access.allow("reader", "token:reader", Scope.VIEW, Scope.METRICS);
        // A token that comes with a cookie is a token.
        assertThat(server.send(server.as("reader", "session").header("Cookie", "announcer-session=" + FakeAccess.SESSION)).text())
                .isEqualTo(
                        "{\"user\":\"token:reader\",\"credential\":\"token\",\"scopes\":[\"METRICS\",\"VIEW\"],\"counter\":null,\"csrf\":null,"
                                + "\"expires\":null,\"mustChangePassword\":false}");
    }

    @Test
    void logging_out_ends_the_session_and_clears_the_cookie() throws Exception {
        server.send(session("session").DELETE()).isProblem(403, "foreign");
        assertThat(server.access.loggedIn).isTrue();

        Answer out = server.send(session("session").header(AccessControl.CSRF_HEADER, FakeAccess.CSRF).DELETE());
        assertThat(out.status()).isEqualTo(204);
        assertThat(out.header("Set-Cookie")).isEqualTo("announcer-session=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict");
        server.send(session("session")).isProblem(401, "unauthorised");
        server.bare("DELETE", "session").isProblem(403, "no-session");
        assertThat(server.access.trail).as("the access control itself records it").isEmpty();
    }

    @Test
    void a_user_changes_its_own_password_and_a_token_has_none() throws Exception {
        assertThat(change(FakeAccess.PASSWORD, "a-new-password").status()).isEqualTo(204);
        Answer wrong = change("guess", "a-new-password");
        assertThat(wrong.isProblem(422, "password-refused").string("field")).isEqualTo("present");
        assertThat(wrong.text()).doesNotContain("guess");
        assertThat(change(FakeAccess.PASSWORD, "short").isProblem(422, "password-refused").string("field")).isEqualTo("next");
        server.json("POST", "session/password", "{\"present\":\"a\",\"next\":\"b\"}").isProblem(403, "not-a-user");
        // Its body is not even looked at.
        server.post("session/password", "text/plain", new byte[20_000]).isProblem(403, "not-a-user");
        assertThat(server.access.trail).as("the access control itself records it").isEmpty();
    }

    private Answer change(String present, String next) throws Exception {
        return server.send(session("session/password").header(AccessControl.CSRF_HEADER, FakeAccess.CSRF)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"present\":\"" + present + "\",\"next\":\"" + next + "\"}")));
    }

    @Test
    void users_are_made_changed_and_removed() throws Exception {
        assertThat(server.get("users").text()).isEqualTo("{\"users\":[{\"name\":\"anna\",\"role\":\"ADMIN\"}]}");

        Answer made = server.json("POST", "users", "{\"name\":\"bert\",\"role\":\"OPERATOR\",\"password\":\"berts password\"}");
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.text()).isEqualTo("{\"name\":\"bert\",\"role\":\"OPERATOR\"}");
        assertThat(made.header("Location")).isEqualTo("/api/users/bert");
        assertThat(server.settings.stored.get("announcer.user~bert"))
                .isEqualTo(Map.of("name", "bert", "role", "OPERATOR", "newPassword", "berts password"));

        server.access.users.add(new UserInfo("bert", Role.OPERATOR, "announcer.user~bert"));
        assertThat(server.json("PATCH", "users/bert", "{\"role\":\"VIEWER\"}").text()).isEqualTo("{\"name\":\"bert\",\"role\":\"VIEWER\"}");
        assertThat(server.json("PATCH", "users/bert", "{\"password\":\"another one\"}").status()).isEqualTo(200);
        assertThat(server.settings.stored.get("announcer.user~bert")).containsEntry("role", "VIEWER").containsEntry("newPassword",
                "another one");
        assertThat(server.bare("DELETE", "users/bert").status()).isEqualTo(204);
        assertThat(server.settings.stored).doesNotContainKey("announcer.user~bert");
        assertThat(server.access.audited()).containsExactly("token:api.token | user create | bert OPERATOR | done",
                "token:api.token | user change | bert VIEWER | done", "token:api.token | user change | bert with a new password | done",
                "token:api.token | user delete | bert | done");
    }

    @Test
    void any_name_that_a_user_may_have_can_be_that_of_a_configuration() throws Exception {
        server.json("POST", "users", "{\"name\":\"王_m@x.cn\",\"role\":\"VIEWER\",\"password\":\"some password\"}");
        assertThat(server.settings.stored).containsKey("announcer.user~_738b_5fm_40x.cn");
        assertThat(server.settings.stored.get("announcer.user~_738b_5fm_40x.cn")).containsEntry("name", "王_m@x.cn");

        Answer made = server.json("POST", "users",
                "{\"name\":\"" + "王".repeat(60) + "\",\"role\":\"VIEWER\",\"password\":\"some password\"}");
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.header("Location")).startsWith("/api/users/%E7%8E%8B%E7");
        assertThat(server.settings.stored.keySet()).allMatch(pid -> pid.matches("[a-z.]+~[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}"));
    }

    @Test
    void what_cannot_be_a_user_is_refused_with_the_field() throws Exception {
        Answer weak = server.json("POST", "users", "{\"name\":\"bert\",\"role\":\"VIEWER\",\"password\":\"bad\"}");
        assertThat(weak.isProblem(422, "invalid-setting").string("field")).isEqualTo("password");
        assertThat(server.json("POST", "users", "{\"name\":\"bert\",\"role\":\"GOD\",\"password\":\"x\"}").isProblem(400, "invalid-field")
                .string("detail")).contains("VIEWER, OPERATOR, ADMIN");
        server.json("POST", "users", "{\"name\":\"bert\",\"role\":\"VIEWER\"}").isProblem(400, "missing-field");
        assertThat(server.json("POST", "users", "{\"nick\":\"bert\"}").isProblem(400, "unknown-field").json().getAsJsonArray("known"))
                .hasSize(3);
        server.json("PATCH", "users/nobody", "{\"role\":\"VIEWER\"}").isProblem(404, "unknown-user");
        server.bare("DELETE", "users/nobody").isProblem(404, "unknown-user");
        assertThat(server.settings.stored).hasSize(3);
    }

    @Test
    void the_last_administrator_stays() throws Exception {
        server.access.users.add(new UserInfo("bert", Role.OPERATOR, "announcer.user~bert"));
        assertThat(server.json("PATCH", "users/anna", "{\"role\":\"OPERATOR\"}").isProblem(409, "last-admin").string("detail"))
                .contains("anna");
        server.bare("DELETE", "users/anna").isProblem(409, "last-admin");
        assertThat(server.settings.stored.get("announcer.user~anna")).containsEntry("role", "ADMIN");
        assertThat(server.json("PATCH", "users/anna", "{\"role\":\"ADMIN\",\"password\":\"a new password\"}").status()).isEqualTo(200);

        server.access.users.add(new UserInfo("carla", Role.ADMIN, "announcer.user~carla"));
        assertThat(server.bare("DELETE", "users/anna").status()).isEqualTo(204);
    }

    @Test
    void a_tokens_secret_is_shown_once() throws Exception {
        Answer made = server.json("POST", "tokens", "{\"name\":\"till 3\",\"scopes\":[\"ANNOUNCE\",\"VIEW\"],\"lifeDays\":90}");
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.header("Location")).isEqualTo("/api/tokens/t1");
        assertThat(made.text())
                .isEqualTo("{\"secret\":\"secret-of-t1\",\"token\":{\"id\":\"t1\",\"name\":\"till 3\",\"scopes\":[\"VIEW\",\"ANNOUNCE\"],"
                        + "\"created\":\"2026-11-22T12:00:00Z\",\"createdBy\":\"token:api.token\",\"expires\":\"2027-02-20T12:00:00Z\",\"lastUsed\":null,\"counter\":null}}");
        assertThat(server.get("tokens").text()).contains("till 3").doesNotContain("secret");
        assertThat(server.json("POST", "tokens", "{\"name\":\"x\",\"scopes\":[\"VIEW\"],\"lifeDays\":null}").json().getAsJsonObject("token")
                .get("expires"))
                .matches(com.google.gson.JsonElement::isJsonNull);

        assertThat(server.bare("DELETE", "tokens/t1").status()).isEqualTo(204);
        server.bare("DELETE", "tokens/t1").isProblem(404, "unknown-token");
        assertThat(server.access.trail).as("the access control itself records it").isEmpty();
    }

    @Test
    void what_cannot_be_a_token_is_refused_with_the_field() throws Exception {
        assertThat(server.json("POST", "tokens", "{\"name\":\"\",\"scopes\":[\"VIEW\"]}").isProblem(422, "token-refused").string("field"))
                .isEqualTo("name");
        assertThat(server.json("POST", "tokens", "{\"name\":\"x\",\"scopes\":[\"ROOT\"]}").isProblem(400, "invalid-field").string("value"))
                .isEqualTo("ROOT");
        server.json("POST", "tokens", "{\"name\":\"x\",\"scopes\":\"VIEW\"}").isProblem(400, "wrong-type");
        server.json("POST", "tokens", "{\"name\":\"x\",\"scopes\":[1]}").isProblem(400, "wrong-type");
        server.json("POST", "tokens", "{\"name\":\"x\",\"scopes\":[\"VIEW\"],\"lifeDays\":0}").isProblem(400, "invalid-field");
        server.json("POST", "tokens", "{\"name\":\"x\"}").isProblem(400, "missing-field");
        assertThat(server.access.tokens).isEmpty();
    }

    @Test
    void the_trail_is_shown_newest_first() throws Exception {
        server.bare("POST", "cache/purge");
        server.bare("POST", "channels/main/push/restart");

        assertThat(server.get("audit").text()).isEqualTo("{\"entries\":["
                + "{\"when\":\"2026-11-22T12:00:00Z\",\"who\":\"token:api.token\",\"address\":\"127.0.0.1\",\"action\":\"push restart\",\"target\":\"main\",\"outcome\":\"done\"},"
                + "{\"when\":\"2026-11-22T12:00:00Z\",\"who\":\"token:api.token\",\"address\":\"127.0.0.1\",\"action\":\"cache purge\",\"target\":\"\",\"outcome\":\"done\"}]}");
        assertThat(server.get("audit?limit=1").json().getAsJsonArray("entries")).hasSize(1);
        server.get("audit?limit=1001").isProblem(400, "invalid-field");
    }

    private HttpRequest.Builder session(String path) {
        return server.withoutToken(path).header("Cookie", "announcer-session=" + FakeAccess.SESSION);
    }
}
