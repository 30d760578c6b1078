package announcer.itest.browser.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import com.google.gson.JsonObject;

import announcer.bench.util.Until;
import announcer.itest.browser.Axe;
import announcer.itest.support.browser.Browser;

/** The operator's page: a counter's work, by every means, and what it says when something is not as it should be. */
class DeskTest {
    private static final String COUNTER = "/#counter/c3";
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

    private void issue(int tickets) {
        server.change(q -> {
            for (int i = 0; i < tickets; i++) {
                q.issue("a");
            }
        });
    }

    private void press(String... keys) {
        for (String key : keys) {
            browser.press(key);
        }
    }

    private static void awaitFree() {
        Until.isTrue("no command is underway", Browser.SOON, () -> !browser.has("main [aria-busy=true]"));
    }

    @Test
    void a_counter_is_worked_by_the_keyboard_alone() {
        issue(3);
        pages.open(COUNTER);
        press("n");
        pages.awaitText("#now-number", "A-001");
        pages.awaitText("#now-call", "Heard by 4 of 4");
        awaitFree();
        press("r");
        pages.awaitText("#now-called", "called again 1 time");
        press("h");
        pages.awaitText("#now-about", "Is here");
        awaitFree();
        press(" ");
        pages.awaitText("#now-number", "A-002");
        awaitFree();
        press("x");
        browser.shown("#parked [data-number='A-002']");
        pages.awaitText("#now-about", "Nobody is being served");
        // A digit begins a number, and within the field a letter is a letter.
        press("1", "7", "n", "Enter");
        pages.awaitText("#now-number", "17n");
        awaitFree();
        press("t");
        browser.shown("#transfer button");
        press("Escape");
        pages.awaitGone("#transfer");
        press("t", "Enter");
        pages.awaitText("#now-about", "Nobody is being served");
        awaitFree();
        press("p");
        pages.awaitText("#counter-state", "Paused");
        press("n");
        awaitFree();
        press("p");
        pages.awaitText("#counter-state", "Open");
        awaitFree();
        press("n");
        pages.awaitText("#now-number", "A-003");
        pages.awaitCalled("A-001", "A-001", "A-002", "17n", "A-003");
        assertThat(server.commands()).allMatch(c -> c.key() != null && c.key().length() > 20);
    }

    @Test
    void single_keys_can_be_turned_off() {
        issue(1);
        pages.open(COUNTER);
        browser.click("#menu summary");
        browser.click("[data-action=keys]");
        browser.shown("html[data-keys=off]");
        browser.script("document.activeElement.blur()");
        press("n");
        browser.click("#next");
        pages.awaitText("#now-number", "A-001");
        assertThat(server.commands()).hasSize(1);
    }

    @Test
    void who_did_not_come_is_called_again_or_put_back_in_line() {
        issue(2);
        pages.open(COUNTER);
        for (int i = 1; i <= 2; i++) {
            browser.click("#next");
            pages.awaitText("#now-number", "A-00" + i);
            awaitFree();
            browser.click("[data-action='no-show']");
            browser.shown("#parked [data-number='A-00" + i + "']");
            awaitFree();
        }
        browser.click("#parked [data-number='A-002'] [data-action=recall]");
        pages.awaitText("#now-number", "A-002");
        browser.click("#parked [data-number='A-001'] [data-action=requeue]");
        pages.awaitText("#next", "Next: A-001");
        browser.click("#waiting [data-action=issue]");
        pages.awaitText("#waiting", "A-003 is given out");
    }

    @Test
    void it_says_whether_a_call_is_late_failed_or_was_heard() {
        issue(1);
        server.change(q -> q.heardAtOnce = false);
        pages.open(COUNTER);
        browser.click("#next");
        pages.awaitText("#now-call", "Waits for its turn");
        server.change(q -> q.age("A-001", 14));
        pages.awaitText("#now-call", "Late: called 1\\d s ago");
        server.change(q -> q.become("A-001", "SPEAKING", null));
        pages.awaitText("#now-call", "Is being spoken");
        server.change(q -> q.heard("A-001", 3, 4));
        pages.awaitText("#now-call[data-tone=warn]", "Heard by 3 of 4");
        server.change(q -> q.heard("A-001", 0, 4));
        pages.awaitText("#now-call[data-tone=bad]", "Heard by nobody: 0 of 4");
        server.change(q -> q.heard("A-001", 0, 0));
        pages.awaitText("#now-call[data-tone=bad]", "no player was connected");
        server.change(q -> q.become("A-001", "FAILED", "every engine failed"));
        pages.awaitText("#now-call[data-tone=bad]", "it failed.*every engine failed");
        assertThat(browser.text("#calls [data-number='A-001']")).contains("counter three").contains("anna").contains("failed");
        // Who cannot see it is told.
        pages.awaitText("#said", "A-001: Not spoken");
    }

    @Test
    void a_refused_command_is_said_plainly_and_what_was_typed_stays() throws Exception {
        pages.open(COUNTER);
        browser.expect("status of 4\\d\\d");
        browser.click("#next");
        pages.awaitText("#refusal[role=alert]", "Nobody waits");
        server.refuse(new FakeQueue.Refused(429, "queue-full", "the queue of channel main is full"));
        browser.type("#typed", "B-17");
        pages.awaitText("#typed-words", "B-17, please go to counter three");
        browser.expect("status of 502");
        browser.click("[data-action=listen]");
        pages.awaitText("#typed-words", "there is no voice here");
        assertThat(server.previewed().get("text").getAsString()).isEqualTo("B-17, please go to counter three.");
        browser.script("document.querySelector('#typed').focus()");
        press("Enter");
        pages.awaitText("#refusal", "Call B-17 . Too many wait");
        assertThat(browser.script("return document.querySelector('#typed').value")).isEqualTo("B-17");
        assertThat(Axe.faults(browser)).isEmpty();
        server.refuse(null);
        press("Enter");
        pages.awaitText("#now-number", "B-17");
        pages.awaitGone("#refusal");
        Until.isTrue("the field is free", Browser.SOON, () -> browser.script("return document.querySelector('#typed').value").equals(""));
    }

    @Test
    void commands_of_a_lost_connection_are_kept_and_done_once_when_it_is_back() throws Exception {
        issue(2);
        pages.open(COUNTER);
        browser.expect("net::ERR_");
        server.stop();
        pages.awaitText("#connection", "No connection");
        pages.awaitText("#lost", "as of");
        browser.type("#typed", "B-7");
        browser.press("Enter");
        pages.awaitText("#unsent", "1 command has no answer.*Call B-7");
        browser.click("#say-box summary");
        browser.type("#say-text", "The hall closes at noon.");
        browser.click("[data-action=say]");
        pages.awaitText("#unsent", "2 commands have no answer.*Say: The hall closes");
        assertThat(browser.script("return document.querySelector('#typed').value")).as("what was typed").isEqualTo("B-7");
        server.start();
        pages.awaitText("#now-number", "B-7");
        pages.awaitText("#say-box", "will be spoken");
        pages.awaitGone("#unsent");
        pages.awaitText("#connection", "Live");
        assertThat(server.commands().stream().map(c -> c.path().replaceFirst(".*/", ""))).containsExactly("call", "say");
        assertThat(browser.script("return document.querySelector('#typed').value")).isEqualTo("");
    }

    @Test
    void a_command_whose_answer_is_lost_is_repeated_under_its_key_and_done_once_also_after_a_reload() throws Exception {
        issue(2);
        pages.open(COUNTER);
        browser.expect("net::ERR_");
        server.losesAnswers(true);
        browser.click("#next");
        pages.awaitText("#now-number", "A-001");
        Until.isTrue("it was sent again", Browser.SOON, () -> server.commands().size() >= 2);
        browser.driver().navigate().refresh();
        int before = server.commands().size();
        Until.isTrue("the page that is loaded anew sends it too", Browser.SOON, () -> server.commands().size() > before);
        pages.awaitText("#unsent", "Next");
        server.losesAnswers(false);
        pages.awaitGone("#unsent");
        pages.awaitCalled("A-001");
        assertThat(server.commands().stream().map(FakeCalling.Command::key).distinct()).hasSize(1);
    }

    @Test
    void what_waited_too_long_is_not_sent_without_a_question() throws Exception {
        issue(1);
        pages.open(COUNTER);
        browser.expect("net::ERR_");
        server.stop();
        browser.click("#next");
        pages.awaitText("#unsent", "Next");
        pages.later(61);
        browser.shown("[data-action=send-now]");
        server.start();
        pages.awaitText("#connection", "Live");
        assertThat(server.commands()).isEmpty();
        browser.click("[data-action=send-now]");
        pages.awaitText("#now-number", "A-001");
        pages.awaitGone("#unsent");
    }

    @Test
    void who_is_not_logged_in_sees_the_login() {
        server.loggedIn(false);
        browser.expect("status of 401");
        browser.open(server.url("/"));
        Until.isTrue("the login is shown", Browser.SOON, () -> browser.driver().getCurrentUrl().endsWith("/login?to=%2F"));
    }

    @Test
    void a_login_for_one_counter_works_there_only_and_who_may_only_look_has_no_buttons() {
        server.as("c1", "VIEW", "ANNOUNCE");
        pages.open("/");
        pages.awaitText("h1", "Counter one");
        assertThat(browser.has("[data-action=console]")).isFalse();
        assertThat(browser.has("[data-action=elsewhere]")).isFalse();
        server.as(null, "VIEW", "ADMINISTER");
        pages.open(COUNTER);
        pages.awaitText("h1", "Counter three");
        assertThat(browser.has("#next")).isFalse();
        pages.awaitText("main", "You may look");
        assertThat(browser.script("return document.querySelector('[data-action=console]').pathname"))
                .isEqualTo("/system/console/announcer");
    }

    @Test
    void a_tablet_that_was_given_one_counter_is_there_also_after_a_restart_and_at_the_login_when_that_ends() throws Exception {
        issue(2);
        server.as("c3", "VIEW", "ANNOUNCE");
        pages.open("/");
        pages.awaitText("h1", "Counter three");
        browser.click("#next");
        pages.awaitText("#now-number", "A-001");
        pages.awaitText("#now-call", "Heard by 4 of 4");
        browser.click("[data-action='no-show']");
        browser.shown("#parked [data-number='A-001'] [data-action=recall]");
        assertThat(browser.has("#parked [data-action=requeue]")).as("what is refused to it").isFalse();
        browser.expect("(net::ERR_|status of 401)");
        server.stop();
        pages.awaitText("#connection", "No connection");
        server.change(q -> q.issue("a"));
        server.start();
        pages.awaitText("#connection", "Live");
        pages.awaitText("#next", "2 wait");
        browser.driver().navigate().refresh();
        pages.awaitText("h1", "Counter three");
        server.loggedIn(false);
        browser.click("#next");
        Until.isTrue("the login is shown", Browser.SOON, () -> browser.driver().getCurrentUrl().contains("/login"));
        server.loggedIn(true);
        server.as(null, "VIEW", "ANNOUNCE");
        pages.open(COUNTER);
        pages.awaitText("h1", "Counter three");
        assertThat(browser.text("#menu summary")).isEqualTo("anna");
    }

    @Test
    void orders_are_begun_and_called_by_the_keypad() {
        pages.open("/#orders/snacks");
        for (String digit : List.of("5", "7")) {
            browser.click("#keypad .pad button:nth-child(" + digit + ")");
        }
        browser.click("[data-action=preparing]");
        browser.shown("#preparing [data-number='57']");
        press("5", "8", "+");
        browser.shown("#preparing [data-number='58']");
        press("5", "7", "Enter");
        browser.shown("#ready [data-number='57']");
        pages.awaitText("#ready [data-number='57']", "Heard by 4 of 4");
        browser.click("#preparing [data-number='58'] [data-action=ready]");
        browser.shown("#ready [data-number='58']");
        browser.click("#ready [data-number='57'] [data-action=collected]");
        pages.awaitGone("#ready [data-number='57']");
        pages.awaitCalled("57", "58");
    }

    @Test
    void on_a_telephone_everything_fits_and_is_large_enough_for_a_finger() throws Exception {
        issue(3);
        browser.size(360, 740);
        pages.open(COUNTER);
        browser.click("#next");
        pages.awaitText("#now-number", "A-001");
        browser.click("[data-action=transfer]");
        assertThat(pages.isTooWide()).isFalse();
        assertThat((List<?>) browser.script("""
                return [...document.querySelectorAll('button')].filter((b) => b.checkVisibility()).filter((b) => {
                  const r = b.getBoundingClientRect();
                  return r.height < 35 || r.width < 35;
                }).map((b) => b.outerHTML);
                """)).isEmpty();
        assertThat((Boolean) browser
                .script("const r = document.querySelector('#next').getBoundingClientRect(); return r.bottom <= window.innerHeight;"))
                .as("the next one is under the thumb").isTrue();
        browser.screenshot("desk-phone");
        pages.open("/#orders/snacks");
        assertThat(pages.isTooWide()).isFalse();
    }

    @Test
    void axe_finds_nothing_serious_in_any_language_or_light() throws Exception {
        issue(3);
        server.change(q -> {
            q.counterCommand("c3", "next", new JsonObject());
            q.counterCommand("c3", "no-show", new JsonObject());
            q.counterCommand("c3", "next", new JsonObject());
            q.problem = "There is no journal: everything is lost when Announcer stops.";
        });
        for (String path : List.of("/", COUNTER, "/#orders/snacks")) {
            browser.script("try { localStorage.clear(); } catch (e) { }");
            pages.open(path);
            if (path.equals(COUNTER)) {
                browser.click("[data-action=transfer]");
                browser.click("#say-box summary");
                browser.screenshot("desk");
            }
            browser.click("#menu summary");
            assertThat(Axe.faults(browser)).as(path).isEmpty();
            pages.media("prefers-color-scheme", "dark");
            assertThat(Axe.faults(browser)).as(path + " in the dark").isEmpty();
            pages.media("prefers-color-scheme", "light");
        }
        browser.click("[data-action=language]");
        pages.awaitText("h1", "小吃");
        assertThat(browser.script("return document.documentElement.lang")).isEqualTo("zh");
        assertThat(Axe.faults(browser, false)).isEmpty();
    }
}
