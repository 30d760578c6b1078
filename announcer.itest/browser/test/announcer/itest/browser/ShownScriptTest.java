package announcer.itest.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import com.google.gson.Gson;

import announcer.itest.support.browser.Browser;
import announcer.itest.support.browser.BrowserSession;
import announcer.itest.support.browser.UsesBrowserSession;
import announcer.itest.support.browser.Tab;

/** Script in everything that the tab shows is shown as text: nothing runs, and nothing even tries to. */
@UsesBrowserSession
class ShownScriptTest {
    private static final List<String> SCRIPTS = List.of("\"><script>window.intruder=1</script>",
            "<img src=x onerror=window.intruder=1>", "'-(window.intruder=1)-'", "</textarea><svg onload=window.intruder=1>");

    private static BrowserSession session;

    @BeforeAll
    static void start(BrowserSession shared) throws Exception {
        session = shared;
    }

    @Test
    void script_in_texts_names_and_settings_is_shown_as_it_was_written_and_does_not_run() throws Exception {
        Browser browser = session.browser();
        String last = "";
        for (String script : SCRIPTS) {
            last = session.api().say(script);
            session.admin().json("POST", "/api/tokens", new Gson().toJson(Map.of("name", script, "scopes", List.of("VIEW"))));
            session.admin().json("POST", "/api/users",
                    new Gson().toJson(Map.of("name", script, "role", "VIEWER", "password", BrowserSession.PASSWORD)));
            session.admin().json("POST", "/api/channels", new Gson().toJson(Map.of("id", "c" + SCRIPTS.indexOf(script), "name", script)));
            session.admin().json("POST", "/api/settings/announcer.webhook",
                    new Gson().toJson(Map.of("name", "h" + SCRIPTS.indexOf(script), "values",
                            Map.of("url", "http://127.0.0.1:9/" + script))));
        }
        Tab tab = Tab.open(browser, session.product());
        for (String view : List.of("air", "voices", "parts", "access", "history")) {
            tab.view(view);
            assertThat(browser.script("return String(window.intruder)")).as(view).isEqualTo("undefined");
        }
        assertThat(browser.textMatching("#history " + Tab.announcement(last), "\\S")).contains(SCRIPTS.get(SCRIPTS.size() - 1));
        for (String page : List.of("configMgr", "configMgr/announcer.channel~main", "bundles", "components", "announcer", "logs")) {
            browser.open(session.product().consoleUrl() + "/" + page);
            assertThat(browser.script("return String(window.intruder)")).as(page).isEqualTo("undefined");
        }
        Tab.open(browser, session.product()).view("air");
        browser.type("#say-text", SCRIPTS.get(0));
        browser.open(session.product().httpUrl() + "login?to="
                + java.net.URLEncoder.encode(SCRIPTS.get(0), java.nio.charset.StandardCharsets.UTF_8));
        assertThat(browser.script("return String(window.intruder)")).as("login page").isEqualTo("undefined");
    }
}
