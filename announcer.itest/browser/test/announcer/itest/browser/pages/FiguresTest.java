package announcer.itest.browser.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import announcer.bench.util.Until;
import announcer.itest.browser.Axe;
import announcer.itest.support.browser.Browser;

/** The page of figures: plots, and tables that say the same, of the days, the service and the counter that are chosen. */
class FiguresTest {
    private static PagesBrowser pages;
    private static Browser browser;
    private FakeCalling server;

    @BeforeAll
    static void start() throws Exception {
        pages = PagesBrowser.start();
        browser = pages.browser;
    }

    @AfterAll
    static void stop() {
        if (pages != null) {
            pages.close();
        }
    }

    @BeforeEach
    void serve() throws Exception {
        server = pages.serve();
    }

    @AfterEach
    void end() {
        pages.end();
    }

    private void awaitAsked(String query) {
        Until.isTrue("asked for " + query + ": " + server.figures.asked, Browser.SOON, () -> server.figures.asked.contains(query));
    }

    private void choose(String id, String value) {
        browser.script(
                "const one = document.getElementById(arguments[0]); one.value = arguments[1]; one.dispatchEvent(new Event('change'));", id,
                value);
    }

    @Test
    void plots_and_tables_say_the_same() throws Exception {
        browser.size(1280, 900);
        pages.open("/figures");
        pages.awaitText("#total", "Issued\\s+57.*Mean wait\\s+10:00.*Nine of ten waited at most\\s+20:00");
        assertThat(browser.text("#hours tbody")).contains("08:00", "2:00", "11:00", "8:00");
        assertThat(browser.text("#services tbody")).contains("Opening an account", "Payments", "No service", "10:05");
        assertThat(browser.text("#counters tbody")).as("of a counter that is gone, too").contains("counter three", "gone");
        // The mean wait of 11 o'clock is four times that of 8.
        List<?> heights = (List<?>) browser.script(
                "return [...document.querySelectorAll('#hours figure:first-child .bar-0')].filter((b) => b.closest('.plot')).map((b) => +b.getAttribute('height'));");
        assertThat(heights).hasSize(4);
        assertThat(number(heights.get(3)) / number(heights.get(0))).isBetween(3.9, 4.1);
        assertThat(browser.script("return document.querySelector('#hours .plot').getAttribute('aria-label');"))
                .isEqualTo("By hour of the day: Minutes");
        assertThat(Axe.faults(browser)).isEmpty();
        browser.screenshot("figures");
        browser.size(380, 800);
        assertThat(pages.isTooWide()).isFalse();
    }

    private static double number(Object value) {
        return ((Number) value).doubleValue();
    }

    @Test
    void days_service_and_counter_are_chosen_and_the_csv_has_the_same_days() {
        pages.open("/figures");
        awaitAsked("");
        pages.awaitText("#total-title", "2026-11-30 to 2026-11-30");
        browser.click("[data-action=week]");
        awaitAsked("from=2026-11-24&to=2026-11-30");
        pages.awaitText("#total-title", "2026-11-24");
        choose("to", "2026-11-25");
        awaitAsked("from=2026-11-24&to=2026-11-25");
        pages.awaitText("#total-title", "2026-11-25");
        choose("service", "b");
        awaitAsked("from=2026-11-24&to=2026-11-25&service=b");
        choose("counter", "c3");
        awaitAsked("from=2026-11-24&to=2026-11-25&service=b&counter=c3");
        Until.isTrue("the link follows", Browser.SOON,
                () -> String.valueOf(browser.script("return document.getElementById('csv').getAttribute('href');"))
                        .equals("/api/calling/figures/export?from=2026-11-24&to=2026-11-25"));
    }

    @Test
    void it_says_what_is_wrong_and_when_there_is_nothing() {
        server.figures.some = false;
        pages.open("/figures");
        pages.awaitText("#nothing", "There are no tickets of 2026-11-30");
        server.figures.refusal = new FakeQueue.Refused(400, "invalid-field", "they may be 1 to 92 days");
        browser.expect("status of 400");
        choose("from", "2020-01-01");
        pages.awaitText("#problem", "they may be 1 to 92 days");
        server.figures.refusal = null;
        choose("from", "2026-11-29");
        pages.awaitGone("#problem");
        browser.click("[data-action=language]");
        pages.awaitText("h1", "统计");
        browser.click("[data-action=language]");
        pages.awaitText("h1", "Figures");
    }

    @Test
    void who_is_not_logged_in_is_led_to_the_login() {
        server.loggedIn(false);
        browser.expect("status of 401");
        browser.open(server.url("/figures"));
        pages.awaitText("h1", "Log in");
    }
}
