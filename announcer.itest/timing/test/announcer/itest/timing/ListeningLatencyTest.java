package announcer.itest.timing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import announcer.bench.report.Percentiles;
import announcer.itest.support.browser.Browser;
import announcer.itest.support.browser.BrowserSession;
import announcer.itest.support.browser.ListenedAudio;
import announcer.itest.support.browser.Tab;
import announcer.itest.support.browser.UsesBrowserSession;

/** How far the sound of a page is behind the pipe. */
@UsesBrowserSession
class ListeningLatencyTest {
    private static BrowserSession session;

    @BeforeAll
    static void start(BrowserSession shared) {
        session = shared;
    }

    @Test
    void the_page_tells_how_far_listening_is_behind_the_pipe() throws Exception {
        Browser browser = session.browser();
        session.tab().view("air");
        ListenedAudio heard = new ListenedAudio(browser, "main");
        listen(true);
        heard.await(2);
        heard.forget();
        browser.script("const css = arguments[0]; window.behind = []; window.behindTimer = setInterval(() => {"
                + "const shown = Number(document.querySelector(css).dataset.latencyMs); if (shown > 0) { window.behind.push(shown); } }, 100)",
                Tab.channel("main"));
        heard.await(Boolean.getBoolean("thorough") ? 10 : 5);
        List<?> shown = (List<?>) browser.script("clearInterval(window.behindTimer); return window.behind");
        Percentiles behind = Percentiles.of(shown.stream().map(n -> ((Number) n).doubleValue()).toList());
        Percentiles underway = Percentiles.of(heard.underwayMillis());
        System.out.printf(
                "listening in the browser, ms behind the pipe: median %.0f, max %.0f (of it until the page has it: median %.0f, max %.0f)%n",
                behind.median(), behind.max(), underway.median(), underway.max());
        browser.textMatching(Tab.channel("main") + " .behind", "[1-9]\\d* ms");
        // The requirement: under 500 ms behind the pipe. Of the median only: a busy machine may hold up one second of it.
        assertThat(behind.median()).as("ms behind the pipe, median").isPositive().isLessThan(500);
        assertThat(behind.median()).as("what is shown counts the whole way, not only that to the page")
                .isGreaterThanOrEqualTo(underway.median());
        listen(false);
    }

    private static void listen(boolean on) {
        String button = Tab.channel("main") + " button[data-action=listen]";
        if (!String.valueOf(on).equals(session.tab().attribute(button, "aria-pressed"))) {
            session.browser().click(button);
            session.tab().awaitAttribute(button, "aria-pressed", String.valueOf(on));
        }
    }
}
