package announcer.itest.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import announcer.bench.http.ConsoleClient;
import announcer.bench.http.HttpTestClient;
import announcer.bench.util.Until;
import announcer.itest.support.SharedProduct;
import announcer.itest.support.UsesProduct;

/**
 * What a page of another site can make an administrator's browser send is refused everywhere, and what it aimed at is as it was. The
 * browser adds the session's cookie (SameSite=Strict should stop it; here it is assumed not to) or the password.
 */
@UsesProduct
class CrossSiteTest {
    private static final String BUNDLE = "announcer.tts.freetts";
    private static final String PASSWORD = SharedProduct.PASSWORD;

    private static HttpTestClient anonymous;
    private static HttpTestClient session;
    private static HttpTestClient basic;
    private static ConsoleClient console;
    /** What tells that a request is another site's, as browsers send it. */
    private static final List<Map<String, String>> FOREIGN = new ArrayList<>();

    @BeforeAll
    static void start(SharedProduct shared) throws Exception {
        anonymous = shared.anonymous();
        basic = shared.admin();
        console = new ConsoleClient(shared.product().consoleUrl(), PASSWORD);
        session = anonymous.session("admin", PASSWORD).without("Origin");
        String port = String.valueOf(java.net.URI.create(anonymous.base()).getPort());
        FOREIGN.add(Map.of("Origin", "http://elsewhere.example"));
        FOREIGN.add(Map.of("Origin", "null"));
        FOREIGN.add(Map.of("Origin", anonymous.base().replace(port, "1")));
        FOREIGN.add(Map.of("Origin", anonymous.base().replace("http:", "https:")));
        FOREIGN.add(Map.of("Origin", anonymous.base() + ".elsewhere.example"));
        FOREIGN.add(Map.of("Sec-Fetch-Site", "cross-site"));
        FOREIGN.add(Map.of("Sec-Fetch-Site", "same-site"));
        FOREIGN.add(Map.of("Sec-Fetch-Site", "cross-site", "Origin", anonymous.base()));
    }

    private static HttpTestClient with(HttpTestClient client, Map<String, String> headers) {
        HttpTestClient v = client;
        for (Map.Entry<String, String> h : headers.entrySet()) {
            v = v.with(h.getKey(), h.getValue());
        }
        return v;
    }

    /** All that a foreign page's form could do in the console, by path. */
    private static Map<String, Map<String, String>> consoleForms() throws Exception {
        Map<String, Map<String, String>> forms = new LinkedHashMap<>();
        for (String tab : ConsolePages.tabs(basic)) {
            forms.put(tab, Map.of("action", "stop"));
        }
        for (String action : List.of("stop", "start", "update", "uninstall", "refresh", "refreshPackages")) {
            forms.put(ConsolePages.ROOT + "/bundles/" + BUNDLE + "?" + action, Map.of("action", action));
        }
        forms.put(ConsolePages.ROOT + "/configMgr/announcer.channel~main",
                Map.of("apply", "true", "action", "ajaxConfigManager", "propertylist", "id", "id", "stolen"));
        forms.put(ConsolePages.ROOT + "/configMgr/announcer.channel~main?delete",
                Map.of("apply", "true", "delete", "true", "action", "ajaxConfigManager"));
        forms.put(ConsolePages.ROOT + "/components/1", Map.of("action", "disable"));
        forms.put(ConsolePages.ROOT + "/vmstat", Map.of("shutdown_type", "Stop", "shutdown_timer", "0"));
        return forms;
    }

    @Test
    void a_form_of_another_site_is_refused_by_every_page_of_the_console_and_nothing_has_changed() throws Exception {
        List<String> before = state();
        List<String> wrong = new ArrayList<>();
        int tried = 0;
        for (Map.Entry<String, Map<String, String>> form : consoleForms().entrySet()) {
            for (Map<String, String> foreign : FOREIGN) {
                for (HttpTestClient client : List.of(session, basic)) {
                    int status = with(client, foreign).form(form.getKey(), form.getValue()).statusCode();
                    tried++;
                    if (status != 403) {
                        wrong.add(form.getKey() + " " + form.getValue() + " with " + foreign + ": " + status);
                    }
                }
            }
        }
        System.out.println("forms of another site tried in the console: " + tried);
        assertThat(wrong).isEmpty();
        isAsBefore(before);
    }

    @Test
    void a_form_with_a_session_only_and_no_word_of_where_it_comes_from_is_refused() throws Exception {
        List<String> before = state();
        for (Map.Entry<String, Map<String, String>> form : consoleForms().entrySet()) {
            assertThat(session.form(form.getKey(), form.getValue()).statusCode()).as(form.toString()).isEqualTo(403);
        }
        isAsBefore(before);
    }

    @Test
    void another_site_changes_nothing_through_the_api() throws Exception {
        List<String> before = state();
        List<String> wrong = new ArrayList<>();
        for (Api.Route route : Api.routes(basic)) {
            for (Map<String, String> foreign : route.changes() ? FOREIGN : List.<Map<String, String>>of()) {
                for (HttpTestClient client : List.of(session, basic)) {
                    int status = with(client, foreign).begun(route.method(), route.path(), "text/plain", "{}").statusCode();
                    if (status != 403) {
                        wrong.add(route + " with " + foreign + ": " + status);
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
        isAsBefore(before);
    }

    @Test
    void a_session_without_its_token_changes_nothing_through_the_api() throws Exception {
        for (Api.Route route : Api.routes(basic)) {
            if (route.changes()) {
                HttpTestClient without = session.without("X-Announcer-Csrf").fromOwnSite();
                assertThat(without.begun(route.method(), route.path(), "application/json", "{}").statusCode()).as(route.toString())
                        .isEqualTo(403);
                HttpTestClient wrong = session.with("X-Announcer-Csrf", "guessed").fromOwnSite();
                assertThat(wrong.begun(route.method(), route.path(), "application/json", "{}").statusCode()).as(route.toString())
                        .isEqualTo(403);
            }
        }
        assertThat(session.get("/api/session").statusCode()).as("the session has not been ended by all that").isEqualTo(200);
    }

    @Test
    void another_site_cannot_log_a_browser_in() throws Exception {
        for (Map<String, String> foreign : FOREIGN) {
            var answer = with(anonymous, foreign).form("/login", Map.of("user", "admin", "password", PASSWORD));
            assertThat(answer.statusCode()).as(foreign.toString()).isEqualTo(403);
            assertThat(HttpTestClient.cookie(answer)).isEmpty();
        }
    }

    @Test
    void the_same_forms_from_a_page_of_ours_and_from_a_script_with_a_password_are_let_in() throws Exception {
        String form = ConsolePages.ROOT + "/bundles/announcer.shell";
        assertThat(session.fromOwnSite().form(form, Map.of("action", "stop")).statusCode()).isEqualTo(200);
        Until.isTrue("the bundle is stopped", Duration.ofSeconds(15), () -> console.stateOf("announcer.shell").equals("Resolved"));
        assertThat(basic.form(form, Map.of("action", "start")).statusCode()).isEqualTo(200);
        Until.isTrue("the bundle is started", Duration.ofSeconds(15), () -> console.stateOf("announcer.shell").equals("Active"));
        assertThat(session.with("Sec-Fetch-Site", "same-origin").form(form, Map.of("action", "start")).statusCode()).isEqualTo(200);
        var user = session.fromOwnSite().json("POST", "/api/users",
                "{\"name\":\"fresh\",\"role\":\"VIEWER\",\"password\":\"" + PASSWORD + "\"}");
        assertThat(user.statusCode()).as(user.body()).isEqualTo(201);
        assertThat(session.fromOwnSite().send("DELETE", "/api/users/fresh", "", "").statusCode()).isEqualTo(204);
    }

    private static void isAsBefore(List<String> before) throws Exception {
        List<String> now = state();
        List<String> more = now.stream().filter(s -> !before.contains(s)).toList();
        List<String> fewer = before.stream().filter(s -> !now.contains(s)).toList();
        assertThat(more).as("what is other than before, when it was " + fewer).isEmpty();
        assertThat(fewer).as("what has gone").isEmpty();
    }

    /** Bundles with their states, and all settings. One that starts when it is first used counts as started; the framework resolves others when it likes. */
    private static List<String> state() throws Exception {
        List<String> all = new ArrayList<>();
        for (JsonElement e : JsonParser.parseString(console.get("/bundles.json").body()).getAsJsonObject().getAsJsonArray("data")) {
            JsonObject b = e.getAsJsonObject();
            all.add(b.get("symbolicName").getAsString() + " " + b.get("version").getAsString() + " "
                    + b.get("state").getAsString().replace("Starting", "Active").replace("Resolved", "Installed"));
        }
        for (JsonElement e : JsonParser.parseString(basic.get("/api/settings").body()).getAsJsonObject().getAsJsonArray("settings")) {
            all.add(e.toString());
        }
        return all;
    }
}
