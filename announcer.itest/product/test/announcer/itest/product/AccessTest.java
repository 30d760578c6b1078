package announcer.itest.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import com.google.gson.JsonParser;

import announcer.api.access.Role;
import announcer.api.access.Scope;
import announcer.bench.http.HttpTestClient;
import announcer.itest.support.SharedProduct;
import announcer.itest.support.UsesProduct;

/** Every page of the console and every route of the API, without a login, with each role, and with a token of each single scope. */
@UsesProduct
class AccessTest {
    private static final String PASSWORD = "a password for tests 1";

    private static HttpTestClient anonymous;
    private static HttpTestClient admin;
    /** Who may do what, by name. */
    private static final Map<String, HttpTestClient> CLIENTS = new LinkedHashMap<>();
    private static final Map<String, Set<Scope>> SCOPES = new LinkedHashMap<>();

    @BeforeAll
    static void start(SharedProduct shared) throws Exception {
        anonymous = shared.anonymous();
        admin = shared.admin();
        CLIENTS.put("admin", admin);
        SCOPES.put("admin", EnumSet.allOf(Scope.class));
        for (Role role : List.of(Role.VIEWER, Role.OPERATOR)) {
            String name = "test-" + role.name().toLowerCase(java.util.Locale.ROOT);
            var made = admin.json("POST", "/api/users",
                    "{\"name\":\"" + name + "\",\"role\":\"" + role + "\",\"password\":\"" + PASSWORD + "\"}");
            assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
            CLIENTS.put(name, anonymous.basic(name, PASSWORD));
            SCOPES.put(name, role.scopes());
        }
        for (Scope scope : Scope.values()) {
            var made = admin.json("POST", "/api/tokens", "{\"name\":\"test-" + scope + "\",\"scopes\":[\"" + scope + "\"],\"lifeDays\":1}");
            assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
            CLIENTS.put("token:" + scope,
                    anonymous.bearer(JsonParser.parseString(made.body()).getAsJsonObject().get("secret").getAsString()));
            SCOPES.put("token:" + scope, EnumSet.of(scope));
        }
    }

    private static String body(Api.Route route) {
        return route.changes() && !route.method().equals("DELETE") ? "{}" : "";
    }

    private static HttpResponse<?> ask(HttpTestClient client, Api.Route route) throws Exception {
        String body = body(route);
        return client.begun(route.method(), route.path(), body.isEmpty() ? "" : "application/json", body);
    }

    @Test
    void without_a_login_every_route_of_the_api_is_401_and_says_how_to_log_in() throws Exception {
        List<String> wrong = new ArrayList<>();
        for (Api.Route route : Api.routes(admin)) {
            HttpResponse<?> answer = ask(anonymous, route);
            String challenge = String.join(", ", answer.headers().allValues("WWW-Authenticate"));
            if (answer.statusCode() != 401 || !challenge.contains("Bearer")) {
                wrong.add(route + ": " + answer.statusCode() + " " + challenge);
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void every_route_of_the_api_lets_in_whom_its_scope_says_and_nobody_else() throws Exception {
        List<String> wrong = new ArrayList<>();
        int asked = 0;
        for (Api.Route route : Api.routes(admin)) {
            for (String name : CLIENTS.keySet()) {
                boolean may = route.scope().equals(Api.ANY) || SCOPES.get(name).contains(Scope.valueOf(route.scope()));
                int status = ask(CLIENTS.get(name), route).statusCode();
                asked++;
                if (status == 401 || status >= 500 || (status == 403) == may && !onlyWithSession(route)) {
                    wrong.add(name + " " + route + ": " + status);
                }
            }
        }
        System.out.println("routes of the API tried: " + asked);
        assertThat(wrong).isEmpty();
    }

    /** Logging out and changing one's password are of no use to a token. */
    private static boolean onlyWithSession(Api.Route route) {
        return route.path().startsWith("/api/session");
    }

    @Test
    void without_a_login_no_page_of_the_console_is_shown_and_no_post_is_redirected() throws Exception {
        List<String> wrong = new ArrayList<>();
        for (String path : ConsolePages.paths(admin)) {
            int get = anonymous.get(path).statusCode();
            int post = anonymous.send("POST", path, "application/x-www-form-urlencoded", "action=stop").statusCode();
            int postFromHere = anonymous.fromOwnSite().send("POST", path, "application/x-www-form-urlencoded", "action=stop").statusCode();
            if (get != 401 && get != 302 && get != 303 || post != 401 && post != 403 || postFromHere != 401) {
                wrong.add(path + ": GET " + get + ", POST " + post + ", POST from a page of ours " + postFromHere);
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void a_browser_that_asks_for_a_page_of_the_console_is_led_to_the_login_page_and_back() throws Exception {
        var answer = anonymous.with("Accept", "text/html").with("Sec-Fetch-Mode", "navigate").with("Sec-Fetch-Site", "none")
                .get(ConsolePages.ROOT + "/configMgr");
        assertThat(answer.statusCode()).isIn(302, 303);
        assertThat(answer.headers().firstValue("Location").orElse("")).contains("/login").contains("configMgr");
    }

    @Test
    void only_administrators_enter_the_console() throws Exception {
        List<String> wrong = new ArrayList<>();
        for (String path : ConsolePages.tabs(admin)) {
            for (String name : CLIENTS.keySet()) {
                boolean may = SCOPES.get(name).contains(Scope.ADMINISTER);
                int status = CLIENTS.get(name).get(path).statusCode();
                if (may ? status >= 400 : status != 401 && status != 403) {
                    wrong.add(name + " " + path + ": " + status);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void metrics_are_for_those_who_may_read_them() throws Exception {
        assertThat(anonymous.get("/metrics").statusCode()).isEqualTo(401);
        for (String name : CLIENTS.keySet()) {
            assertThat(CLIENTS.get(name).get("/metrics").statusCode()).as(name)
                    .isEqualTo(SCOPES.get(name).contains(Scope.METRICS) ? 200 : 403);
        }
    }
}
