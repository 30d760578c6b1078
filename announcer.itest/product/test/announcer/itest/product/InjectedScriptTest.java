package announcer.itest.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import com.google.gson.Gson;

import announcer.bench.http.HttpTestClient;
import announcer.itest.support.SharedProduct;
import announcer.itest.support.UsesProduct;

/** Script in every text that can be sent, stored or reflected: no page gives it back as markup, and what is JSON says so. */
@UsesProduct
class InjectedScriptTest {
    private static final List<String> SCRIPTS = List.of("\"><script>intruder()</script>", "<img src=x onerror=intruder()>",
            "'-intruder()-'", "javascript:intruder()", "</script><svg onload=intruder()>", "\u2028intruder()\u2029");
    /** What a page must not hold, as it stands: markup that would run. */
    private static final List<String> LIVE = List.of("<script>intruder()", "<img src=x onerror=intruder()", "<svg onload=intruder()",
            "href=\"javascript:intruder()", "href='javascript:intruder()");

    private static HttpTestClient anonymous;
    private static HttpTestClient admin;

    @BeforeAll
    static void start(SharedProduct shared) throws Exception {
        anonymous = shared.anonymous();
        admin = shared.admin();
    }

    private static void harmless(String what, HttpResponse<String> answer) {
        String type = answer.headers().firstValue("Content-Type").orElse("");
        assertThat(answer.statusCode()).as(what + ": " + answer.body()).isLessThan(500);
        if (type.contains("html") || type.isEmpty() || type.contains("xml") || type.contains("svg")) {
            for (String live : LIVE) {
                assertThat(answer.body()).as(what).doesNotContain(live);
            }
        }
    }

    private static void harmlessJson(String what, HttpResponse<String> answer) {
        harmless(what, answer);
        if (!answer.body().isEmpty()) {
            assertThat(answer.headers().firstValue("Content-Type").orElse("")).as(what).matches("application/(problem\\+)?json.*");
            assertThat(answer.headers().firstValue("X-Content-Type-Options").orElse("")).as(what).isEqualTo("nosniff");
        }
    }

    private static String escaped(String s) {
        return URLEncoder.encode(s, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Test
    void in_fields_of_json() throws Exception {
        for (String script : SCRIPTS) {
            List<Map.Entry<String, Object>> requests = new ArrayList<>();
            for (String field : List.of("text", "ssml", "voice", "channel", "locale", "priority", script)) {
                requests.add(Map.entry("POST /api/announcements",
                        field.equals("text") ? Map.of("text", script) : Map.of("text", "a", field, script)));
            }
            requests.add(Map.entry("POST /api/preview", Map.of("text", "a", "voice", script)));
            requests.add(Map.entry("POST /api/channels", Map.of("id", script)));
            requests.add(Map.entry("POST /api/channels", Map.of("id", "made", "voice", script)));
            requests.add(Map.entry("PATCH /api/channels/main/settings", Map.of("voice", script)));
            requests.add(Map.entry("PATCH /api/channels/main/settings", Map.of("destination", script)));
            requests.add(Map.entry("PATCH /api/channels/main/settings", Map.of(script, script)));
            requests.add(Map.entry("POST /api/users", Map.of("name", script, "role", "VIEWER", "password", "a password for tests")));
            requests.add(Map.entry("POST /api/users", Map.of("name", "x", "role", script, "password", "a password for tests")));
            requests.add(Map.entry("POST /api/tokens", Map.of("name", script, "scopes", List.of("VIEW"))));
            requests.add(Map.entry("POST /api/tokens", Map.of("name", "x", "scopes", List.of(script))));
            requests.add(Map.entry("POST /api/settings/announcer.webhook", Map.of("name", "test", "values", Map.of("url", script))));
            requests.add(Map.entry("POST /api/settings/announcer.voice", Map.of("name", script, "values", Map.of("voice", script))));
            requests.add(Map.entry("PATCH /api/settings/announcer.app", Map.of("welcomeText", script)));
            for (Map.Entry<String, Object> r : requests) {
                String[] route = r.getKey().split(" ");
                harmlessJson(r + "", admin.json(route[0], route[1], new Gson().toJson(r.getValue())));
            }
        }
        nothingRunsInTheConsole();
        for (String list : List.of("announcements", "channels", "users", "tokens", "settings", "audit", "voices")) {
            harmlessJson(list, admin.get("/api/" + list));
        }
    }

    private static void nothingRunsInTheConsole() throws Exception {
        ConsolePages.crawl(admin).forEach((path, body) -> {
            String text = new String(body, StandardCharsets.UTF_8);
            for (String live : LIVE) {
                if (text.contains(live) && text.stripLeading().startsWith("<")) {
                    throw new AssertionError(path + " holds " + live);
                }
            }
        });
    }

    @Test
    void in_paths_and_queries() throws Exception {
        for (String script : SCRIPTS) {
            String s = escaped(script);
            for (String path : List.of("announcements/", "channels/", "bundles/", "settings/", "tokens/", "users/", "")) {
                harmless(path + script, admin.get("/api/" + path + s));
            }
            for (String query : List.of("announcements?state=", "announcements?text=", "announcements?channel=", "announcements?before=",
                    "announcements?limit=", "voices?locale=", "settings/forms?locale=", "audit?limit=", "channels?")) {
                harmlessJson(query + script, admin.get("/api/" + query + s));
            }
            for (String path : List.of("/" + s, "/login?to=" + s, "/login?user=" + s, "/login?" + s, "/system/console/" + s,
                    "/system/console/bundles/" + s, "/system/console/configMgr/" + s, "/system/console/configMgr?filter=" + s,
                    "/system/console/components/" + s, "/system/console/announcer/" + s, "/system/console/announcer?" + s,
                    "/health?" + s)) {
                harmless(path, admin.get(path));
                harmless(path, anonymous.get(path));
            }
        }
    }

    @Test
    void in_the_login_form() throws Exception {
        for (String script : SCRIPTS) {
            var refused = anonymous.fromOwnSite().form("/login", Map.of("user", script, "password", script, "to", script));
            assertThat(refused.statusCode()).as("the page that holds what was written").isEqualTo(401);
            harmless(script, refused);
        }
    }

    @Test
    void in_headers() throws Exception {
        String script = SCRIPTS.get(0);
        for (String header : List.of("User-Agent", "Accept", "Accept-Language", "Referer", "X-Forwarded-For", "X-Announcer-Csrf",
                "Content-Type")) {
            for (String path : List.of("/login", "/nothing-here", "/api/nothing-here", "/system/console/bundles")) {
                harmless(header + " " + path, admin.with(header, script).get(path));
                harmless(header + " " + path + ", not logged in", anonymous.with(header, script).get(path));
            }
        }
        harmless("Origin", admin.with("Origin", script).form("/login", Map.of("user", "a")));
        harmless("Cookie", anonymous.with("Cookie", "announcer-session=" + script + "; felix-webconsole-locale=" + script)
                .get("/system/console/bundles"));
    }
}
