package announcer.itest.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import com.google.gson.Gson;

import announcer.bench.Home;

/** Script in everything that the tab shows is shown as text: nothing runs, and nothing even tries to. */
class ShownScriptTest {
    private static final List<String> SCRIPTS = List.of("\"><script>window.intruder=1</script>",
            "<img src=x onerror=window.intruder=1>", "'-(window.intruder=1)-'", "</textarea><svg onload=window.intruder=1>");

    private static Desk desk;

    @BeforeAll
    static void start() throws Exception {
        desk = Desk.start(Home.quiet().conf("announcer.channel~main", "id=main"));
    }

    @AfterAll
    static void stop() {
        if (desk != null) {
            // Fails when a page has complained: of a script that the policy stopped, above all.
            desk.close();
        }
    }

    @Test
    void script_in_texts_names_and_settings_is_shown_as_it_was_written_and_does_not_run() throws Exception {
        Browser browser = desk.browser();
        String last = "";
        for (String script : SCRIPTS) {
            last = desk.api().say(script);
            desk.admin().json("POST", "/api/tokens", new Gson().toJson(Map.of("name", script, "scopes", List.of("VIEW"))));
            desk.admin().json("POST", "/api/users", new Gson().toJson(Map.of("name", script, "role", "VIEWER", "password", Desk.PASSWORD)));
            desk.admin().json("POST", "/api/channels", new Gson().toJson(Map.of("id", "c" + SCRIPTS.indexOf(script), "name", script)));
            desk.admin().json("POST", "/api/settings/announcer.webhook",
                    new Gson().toJson(Map.of("name", "h" + SCRIPTS.indexOf(script), "values",
                            Map.of("url", "http://127.0.0.1:9/" + script))));
        }
        Tab tab = Tab.open(browser, desk.product());
        for (String view : List.of("air", "voices", "parts", "access", "history")) {
            tab.view(view);
            assertThat(browser.script("return String(window.intruder)")).as(view).isEqualTo("undefined");
        }
        assertThat(browser.textMatching("#history " + Tab.announcement(last), "\\S")).contains(SCRIPTS.get(SCRIPTS.size() - 1));
        for (String page : List.of("configMgr", "configMgr/announcer.channel~main", "bundles", "components", "announcer", "logs")) {
            browser.open(desk.product().consoleUrl() + "/" + page);
            assertThat(browser.script("return String(window.intruder)")).as(page).isEqualTo("undefined");
        }
        Tab.open(browser, desk.product()).view("air");
        browser.type("#say-text", SCRIPTS.get(0));
        browser.open(desk.product().httpUrl() + "login?to="
                + java.net.URLEncoder.encode(SCRIPTS.get(0), java.nio.charset.StandardCharsets.UTF_8));
        assertThat(browser.script("return String(window.intruder)")).as("login page").isEqualTo("undefined");
    }
}
