package announcer.itest.browser.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import com.google.gson.JsonObject;

import announcer.bench.util.Until;
import announcer.itest.browser.Axe;
import announcer.itest.support.browser.Browser;

/** The board: what is called, also after a lost connection, a restart and a week; and never old numbers as new ones. */
class BoardTest {
    private static final JsonObject NOTHING = new JsonObject();
    private static final int DAYS = 7;
    private static final int CALLS_A_DAY = 60;
    private static final int TICKS_A_DAY = 1000;
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
        issue(3);
    }

    @AfterEach
    void end() {
        pages.end();
    }

    private void issue(int tickets) {
        server.change(q -> {
            for (int i = 0; i < tickets; i++) {
                q.issue("a");
            }
        });
    }

    private void next() {
        server.change(q -> q.counterCommand("c3", "next", NOTHING));
    }

    @Test
    void it_shows_a_call_from_its_first_sample_on_and_what_was_called_before() throws Exception {
        browser.size(1280, 720);
        pages.open("/board");
        pages.awaitText("#number", "–");
        next();
        pages.awaitText("#number", "A-001");
        pages.awaitText("#counter", "Counter three.*三号窗口");
        server.change(q -> q.heardAtOnce = false);
        next();
        pages.awaitText("#waiting", "1 person waits, about 14 min");
        assertThat(browser.text("#number")).as("until the first sample").isEqualTo("A-001");
        server.change(q -> q.become("A-002", "SPEAKING", null));
        pages.awaitText("#number", "A-002");
        pages.awaitText("#last", "A-001");
        pages.awaitText("#notice", "Please have your documents ready");
        browser.shown("#now.flash");
        assertThat(Axe.faults(browser)).isEmpty();
        browser.screenshot("board");
    }

    @Test
    void a_board_of_tickets_and_orders_is_not_taken_for_a_snack_bars_and_its_orders_are_no_line() {
        server.change(q -> {
            q.counterCommand("c3", "next", NOTHING);
            q.counterCommand("c3", "next", NOTHING);
            q.counterCommand("c3", "next", NOTHING);
        });
        pages.open("/board");
        pages.awaitText("#number", "A-003");
        pages.awaitText("#waiting", "0 people wait");
        browser.shown("#board[data-kind=both]");
        assertThat(browser.text("#services")).contains("Payments").doesNotContain("Snack");
    }

    @Test
    void a_board_speaks_german_too() {
        server.change(q -> {
            q.languages = List.of("de", "en");
            q.counterCommand("c3", "next", NOTHING);
        });
        pages.open("/board");
        pages.awaitText("#now", "Aufgerufen.*Now calling");
        pages.awaitText("#waiting", "2 Personen warten, etwa 14 Min.");
    }

    @Test
    void a_change_flashes_and_where_movement_is_not_wished_it_gets_a_frame() {
        String animation = "const s = getComputedStyle(document.querySelector('#now.flash')); return s.animationName + ' ' + (s.borderTopColor !== 'rgba(0, 0, 0, 0)');";
        for (Map.Entry<String, String> wish : Map.of("no-preference", "flash true", "reduce", "none true").entrySet()) {
            pages.media("prefers-reduced-motion", wish.getKey());
            pages.open("/board");
            next();
            browser.shown("#now.flash");
            assertThat(browser.script(animation)).as(wish.getKey()).isEqualTo(wish.getValue());
        }
    }

    @Test
    void a_board_without_contact_shows_that_it_is_stale_and_since_when() throws Exception {
        next();
        pages.open("/board");
        pages.awaitText("#number", "A-001");
        server.silent(true);
        pages.later(26);
        pages.awaitText("#stale", "Not up to date: last contact \\d\\d:\\d\\d.*信息未更新");
        Until.isTrue("old numbers are dim", Browser.SOON,
                () -> browser.script("return getComputedStyle(document.querySelector('#number')).opacity").equals("0.25"));
        next();
        server.silent(false);
        pages.awaitText("#number", "A-002");
        pages.awaitGone("#stale");
    }

    @Test
    void it_is_there_again_by_itself_after_a_restart_and_says_when_calling_is_away() throws Exception {
        next();
        pages.open("/board");
        pages.awaitText("#number", "A-001");
        browser.expect("(net::ERR_|status of 404)");
        server.stop();
        browser.shown("html[data-connection=lost]");
        server.change(q -> q.counterCommand("c3", "next", NOTHING));
        server.start();
        pages.awaitText("#number", "A-002");
        server.change(q -> q.stale = true);
        pages.awaitText("#stale", "Calling is interrupted: as of \\d\\d:\\d\\d");
        server.change(q -> q.stale = false);
        pages.awaitGone("#stale");
        browser.open(server.url("/board/nowhere"));
        pages.awaitText("#stale", "no board of this name");
    }

    @Test
    void a_board_whose_files_have_changed_loads_itself_anew_and_another_one_does_not() throws Exception {
        pages.open("/board");
        browser.expect("net::ERR_");
        browser.script("window.mark = 'old';");
        restart();
        next();
        pages.awaitText("#number", "A-001");
        assertThat(browser.script("return window.mark")).isEqualTo("old");
        server.newFiles();
        restart();
        Until.isTrue("it is loaded anew", Browser.SOON, () -> browser.script("return window.mark || ''").equals(""));
        pages.awaitText("#number", "A-001");
    }

    private void restart() throws Exception {
        server.stop();
        browser.shown("html[data-connection=lost]");
        server.start();
        browser.shown("html[data-connection=live]");
    }

    /** A day has a restart of the server, some calls and many ticks of the page's own timers; its clocks go on by a day. */
    @Test
    void after_a_week_it_is_right_and_nothing_in_it_has_grown() throws Exception {
        String timers = pages.knowTimers();
        try {
            pages.open("/board");
            browser.expect("net::ERR_");
            Size second = null;
            for (int day = 1; day <= DAYS; day++) {
                issue(CALLS_A_DAY);
                for (int i = 0; i < CALLS_A_DAY; i++) {
                    next();
                }
                assertThat(pages.tick(TICKS_A_DAY)).as("timers").isEqualTo(2);
                pages.later(24 * 3600);
                restart();
                pages.awaitText("#number", String.format("A-%03d", day * CALLS_A_DAY));
                pages.awaitGone("#stale");
                assertThat(server.streams()).as("streams").isEqualTo(1);
                Size size = Size.now();
                System.out.println("board, day " + day + " of a simulated week: " + size);
                // The first day makes what is kept: formats of times, compiled scripts.
                second = day == 2 ? size : second;
                if (second != null) {
                    assertThat(size.nodes).as("elements of the page").isLessThanOrEqualTo(second.nodes + 20);
                    assertThat(size.listeners).as("listeners").isLessThanOrEqualTo(second.listeners + 2);
                    assertThat(size.bytes).as("memory").isLessThan(second.bytes + 300_000);
                }
            }
        } finally {
            pages.forgetTimers(timers);
        }
    }

    /** What a page holds when all that is not needed has gone. */
    private record Size(long nodes, long listeners, long bytes) {
        static Size now() {
            browser.driver().executeCdpCommand("Performance.enable", Map.of());
            browser.driver().executeCdpCommand("HeapProfiler.collectGarbage", Map.of());
            List<?> all = (List<?>) browser.driver().executeCdpCommand("Performance.getMetrics", Map.of()).get("metrics");
            return new Size(figure(all, "Nodes"), figure(all, "JSEventListeners"), figure(all, "JSHeapUsedSize"));
        }

        private static long figure(List<?> all, String name) {
            return all.stream().map(m -> (Map<?, ?>) m).filter(m -> name.equals(m.get("name")))
                    .mapToLong(m -> ((Number) m.get("value")).longValue()).findFirst().orElseThrow();
        }

        @Override
        public String toString() {
            return nodes + " nodes, " + listeners + " listeners, " + bytes / 1000 + " kB of JavaScript";
        }
    }

    @Test
    void the_board_of_a_snack_bar_has_what_is_ready_and_what_is_being_prepared() throws Exception {
        browser.size(1280, 720);
        server.change(q -> q.ordersOnly = true);
        pages.open("/board");
        for (int i = 55; i <= 60; i++) {
            JsonObject order = new JsonObject();
            order.addProperty("service", "snacks");
            order.addProperty("number", Integer.toString(i));
            order.addProperty("ready", i < 58);
            server.change(q -> q.order(order));
        }
        pages.awaitText("#number", "57");
        pages.awaitText("#now", "Ready for collection");
        pages.awaitText("#ready", "57\\s+56\\s+55");
        pages.awaitText("#preparing", "58\\s+59\\s+60");
        browser.shown("#board[data-kind=orders]");
        assertThat(browser.sees("#last")).isFalse();
        assertThat(Axe.faults(browser)).isEmpty();
        browser.screenshot("board-orders");
    }

    @Test
    void long_numbers_and_many_orders_stay_on_the_screen() throws Exception {
        browser.size(1280, 720);
        JsonObject call = new JsonObject();
        call.addProperty("number", "WW-0000-WWWW");
        server.change(q -> q.counterCommand("c3", "call", call));
        pages.open("/board");
        pages.awaitText("#number", "WW-0000-WWWW");
        assertThat((Boolean) browser
                .script("const n = document.querySelector('#number').getBoundingClientRect(), b = document.querySelector('#now').getBoundingClientRect();"
                        + "return n.left >= b.left && n.right <= b.right;"))
                .isTrue();
        server.change(q -> {
            for (int i = 1; i <= 40; i++) {
                JsonObject order = new JsonObject();
                order.addProperty("service", "snacks");
                order.addProperty("number", Integer.toString(i));
                order.addProperty("ready", i % 2 == 0);
                q.order(order);
            }
        });
        browser.shown("#ready li");
        assertThat(pages.isTooWide()).isFalse();
        assertThat((Boolean) browser.script("return document.documentElement.scrollHeight <= window.innerHeight;")).isTrue();
    }
}
