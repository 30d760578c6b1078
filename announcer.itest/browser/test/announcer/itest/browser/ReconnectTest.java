package announcer.itest.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import announcer.bench.util.Until;
import announcer.itest.support.browser.Browser;
import announcer.itest.support.browser.BrowserSession;
import announcer.itest.support.browser.Tab;
import announcer.itest.support.browser.UsesBrowserSession;

/** An open tab while the API goes and comes back: it says that it is not live, and then shows what has happened meanwhile. */
@UsesBrowserSession
class ReconnectTest {
    private static final Duration BACK = Duration.ofSeconds(30);

    private static final String LOST = "html[data-connection=lost]";
    private static final String REFUSALS = "return performance.getEntriesByType('resource')"
            + ".filter((e) => e.name.endsWith('/api/session') && e.responseStatus === 404).length;";

    private static BrowserSession session;

    @BeforeAll
    static void start(BrowserSession shared) throws Exception {
        session = shared;
        session.home().conf("announcer.channel~side", "id=side", "pusher=none");
    }

    /** By Felix's own page: the API cannot start itself. */
    private static void web(String action) throws Exception {
        var answer = session.admin().form("/system/console/bundles/announcer.web", Map.of("action", action));
        assertThat(answer.statusCode()).as(answer.body()).isIn(200, 302);
    }

    @Test
    void tab_says_that_it_is_not_live_and_catches_up_by_itself() throws Exception {
        Browser browser = session.browser();
        Tab tab = Tab.open(browser, session.product()).view("air");
        browser.shown(Tab.channel("side"));
        tab.awaitAttribute(Tab.channel("main"), "data-paused", "false");

        // 404: nobody answers under /api; the tab asks until somebody does.
        assertThat(browser.script(REFUSALS)).isEqualTo(0L);
        browser.expect("/api/(events|session).*(404|net::ERR)");
        web("stop");
        Until.isTrue("the tab says that it is not live", BACK, () -> browser.has(LOST));
        // The browser has tried by itself and was refused, which it then does no more: the page asks who is logged in before it tries again.
        Until.isTrue("the page was refused twice, and says so all the while", BACK, () -> {
            assertThat(browser.has(LOST)).as("the tab says that it is not live").isTrue();
            return (Long) browser.script(REFUSALS) >= 2;
        });
        // The engine goes on without the API; what is changed in conf/ comes into force.
        session.home().conf("announcer.channel~main", "id=main", "paused=true");
        session.home().conf("announcer.channel~late", "id=late", "pusher=none");
        Files.delete(session.home().confFile("announcer.channel~side"));
        web("start");

        Until.isTrue("the tab is live again", BACK, () -> browser.has("html[data-connection=live]"));
        tab.awaitAttribute(Tab.channel("main"), "data-paused", "true");
        browser.shown(Tab.channel("late"));
        Until.isTrue("what has gone is not shown", BACK, () -> !browser.has(Tab.channel("side")));
        // And what is done now is done by the connection that is new.
        tab.press(Tab.channel("main"), "pause");
        tab.awaitAttribute(Tab.channel("main"), "data-paused", "false");
    }
}
