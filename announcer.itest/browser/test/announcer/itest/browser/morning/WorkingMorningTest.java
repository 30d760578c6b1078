package announcer.itest.browser.morning;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import com.google.gson.JsonObject;

import announcer.bench.util.Tools;
import announcer.bench.util.Until;
import announcer.itest.browser.Axe;
import announcer.itest.support.Ffmpeg;
import announcer.itest.support.Relay;
import announcer.itest.support.SharedProduct;
import announcer.itest.support.browser.Browser;

/**
 * A morning at three counters: 60 tickets of two services are called in two languages, by mouse, by keys, on a tablet and by the API; with calls
 * again, no-shows, transfers, a refused call, a lost connection, and the product killed while calls wait. Each call is heard on the stream
 * once, in its order, and seen on the board; nothing is lost, and nothing called twice. Most tickets are issued, and a part of them called, by the
 * API: a browser takes its time.
 */
class WorkingMorningTest {
    private static final int TICKETS = 60;
    private static final int ROUNDS = 6;
    private static final Duration LIMIT = Duration.ofSeconds(40);
    /** Both call of what is not there any more, or not there yet. */
    private static final String LOST = "(net::ERR_|status of (401|404|503))";

    private static Office office;
    /** What operators come by, and what boards and visitors do. */
    private static Relay operators;
    private static Relay visitors;
    private static Browser browser;
    private static Browser tablet;

    private CounterPage first;
    private CounterPage second;
    private CounterPage third;
    private SeenBoard board;
    private String visitor;
    /** The numbers of what was pressed that calls. */
    private final List<String> pressed = new ArrayList<>();

    @BeforeAll
    static void start() throws Exception {
        Browser.require();
        Ffmpeg.require();
        Tools.require("espeak-ng");
        office = new Office(SharedProduct.start(Office.home()));
        office.open();
        operators = new Relay(office.product.product().httpUrl());
        visitors = new Relay(office.product.product().httpUrl());
        browser = Browser.start();
        tablet = Browser.start();
        tablet.size(420, 860);
    }

    @AfterAll
    static void stop() throws Exception {
        Throwable fault = null;
        for (AutoCloseable each : Arrays.asList(browser, tablet, operators, visitors, office == null ? null : office.product)) {
            try {
                if (each != null) {
                    each.close();
                }
            } catch (Exception | AssertionError e) {
                // The others are closed all the same.
                fault = fault == null ? e : fault;
            }
        }
        if (fault != null) {
            throw new AssertionError(fault.getMessage(), fault);
        }
    }

    private void called(Supplier<String> press) {
        pressed.add(press.get());
    }

    private void calledByApi(String counter) throws Exception {
        pressed.add(office.next(counter));
    }

    @Test
    void every_ticket_is_called_heard_and_seen_once_and_in_order_whatever_happens() throws Exception {
        openTheDoors();
        giveOutTickets();
        List<JsonObject> before;
        Instant killed;
        try (HeardStream stream = new HeardStream(office.product.product().rtspUrl())) {
            theFirstHour();
            theConnectionIsLost();
            notEverythingGoesWell();
            aCallIsRefused();
            threeCallsWait();
            stream.catchUp();
            office.product.product().kill();
            killed = Instant.now();
            before = office.calls("SPOKEN");
            stream.assertHeard(before);
        }
        assertThat(before).allMatch(c -> Office.started(c).isBefore(killed));
        afterTheCrash();
        List<JsonObject> after;
        try (HeardStream stream = new HeardStream(office.product.product().rtspUrl())) {
            allWhoWaitAreCalled();
            stream.catchUp();
            after = office.calls("SPOKEN").stream().filter(c -> Office.started(c).isAfter(killed)).toList();
            stream.assertHeard(after);
        }
        board.assertSeen(Stream.concat(before.stream(), after.stream()).toList());
        nothingIsLostAndNothingCalledTwice();
    }

    /** Somebody who is not logged in sees the login, chooses a place, and is there. The tablet needs its token only. */
    private void openTheDoors() throws Exception {
        browser.expect("status of 401");
        browser.open(operators.url("/"));
        logIn();
        browser.click("#places [data-key='#counter/c1'] a");
        browser.textMatching("h1", "Counter one");
        first = new CounterPage(browser);
        Windows.open(browser, operators.url("/#counter/c2"));
        browser.textMatching("h1", "Counter two");
        second = new CounterPage(browser);
        Windows.open(browser, visitors.url("/board"));
        browser.shown("html[data-ready=true]");
        board = new SeenBoard(browser);
        tablet.open(operators.url("/#token/" + office.token("c3")));
        tablet.textMatching("h1", "Counter three");
        assertThat(tablet.driver().getCurrentUrl()).as("no token is in the address").endsWith("/");
        assertThat(tablet.has("[data-action=elsewhere]")).isFalse();
        third = new CounterPage(tablet);
    }

    private static void logIn() {
        browser.type("input[name=user]", Office.OPERATOR);
        browser.type("input[name=password]", Office.PASSWORD);
        browser.click("button[type=submit]");
        browser.shown("html[data-connection=live]");
    }

    /** One by a visitor, two by the page, the others by the API. */
    private void giveOutTickets() throws Exception {
        Windows.open(browser, visitors.url("/take"));
        browser.shown("[data-service=a]");
        assertThat(Axe.faults(browser)).as("/take").isEmpty();
        browser.click("[data-service=a]");
        browser.textMatching("#number", "A1");
        browser.click("#follow");
        browser.textMatching("#ahead", "You are next");
        visitor = browser.driver().getWindowHandle();
        first.look();
        for (String service : List.of("a", "b")) {
            browser.click("#waiting [data-key=" + service + "] [data-action=issue]");
            browser.textMatching("#waiting", service.equals("a") ? "A2 is given out" : "B1 is given out");
        }
        for (int i = 3; i < TICKETS; i++) {
            office.issue(i % 2 == 0 ? "a" : "b");
        }
        assertThat(office.waiting()).isEqualTo(TICKETS);
    }

    private void theFirstHour() throws Exception {
        called(first::clickNext);
        Windows.look(browser, visitor);
        browser.textMatching("#say", "It is your turn");
        browser.textMatching("#where", "Please go to counter one");
        assertThat(Axe.faults(browser)).as("/ticket").isEmpty();
        for (int round = 0; round < ROUNDS; round++) {
            called(second::pressNext);
            called(third::clickNext);
            called(first::clickNext);
            calledByApi("c3");
        }
        // The earlier call waits: it is replaced, and heard once.
        pressed.add(first.number());
        first.click("again");
        first.awaitText("#now-called", "called again 1 time");
        browser.screenshot("morning-desk");
        assertThat(Axe.faults(browser)).as("the operator's page").isEmpty();
        assertThat((Boolean) tablet.script("return document.documentElement.scrollWidth <= window.innerWidth;")).as("it fits").isTrue();
        tablet.screenshot("morning-phone");
        assertThat(Axe.faults(tablet)).as("the operator's page on a telephone").isEmpty();
        board.look();
        browser.screenshot("morning-board");
        assertThat(Axe.faults(browser)).as("the board").isEmpty();
    }

    private void theConnectionIsLost() {
        browser.expect(LOST);
        tablet.expect(LOST);
        operators.cut();
        first.awaitText("#connection", "No connection");
        called(() -> first.calls(() -> {
            browser.click("#next");
            browser.textMatching("#unsent", "1 command has no answer");
            operators.mend();
        }));
        Until.isTrue("all that was kept is sent", Browser.SOON, () -> !browser.sees("#unsent"));
        first.awaitText("#connection", "Live");
    }

    private void notEverythingGoesWell() {
        second.awaitText("#connection", "Live");
        called(second::pressNext);
        second.press("x");
        String noShow = pressed.get(pressed.size() - 1);
        called(() -> first.calls(() -> browser.click("#parked [data-number='" + noShow + "'] [data-action=recall]")));
        assertThat(pressed.get(pressed.size() - 1)).isEqualTo(noShow);
        // Put back, it is the first in line.
        first.click("no-show");
        browser.click("#parked [data-number='" + noShow + "'] [data-action=requeue]");
        second.awaitText("#next", "Next: " + noShow);
        called(second::pressNext);
        assertThat(pressed.get(pressed.size() - 1)).isEqualTo(noShow);
        // By keys to the first service, where whoever is next takes it; and to a counter that alone has it then.
        second.press("t");
        browser.shown("#transfer button");
        second.press("Enter");
        first.awaitText("#next", "Next: " + noShow);
        called(first::clickNext);
        first.click("transfer");
        browser.click("#transfer [data-key='c c3']");
        third.awaitText("#next", "Next: " + noShow);
        called(third::clickNext);
        called(() -> first.calls(() -> {
            browser.type("#typed", "C-5");
            browser.textMatching("#typed-words", "Will be said: .*C");
            browser.press("Enter");
        }));
        second.press("p");
        second.awaitText("#counter-state", "Paused");
        second.press("p");
        second.awaitText("#counter-state", "Open");
    }

    /** The channel of its counter is not there: the operator is told, and calls again when it is mended; the others go on. */
    private void aCallIsRefused() throws Exception {
        office.awaitQuiet();
        office.speaksOn("c3", "cellar");
        called(third::clickNext);
        third.awaitText("#now-call", "Not taken for speaking yet.*cellar");
        for (int i = 0; i < 3; i++) {
            called(first::clickNext);
            called(second::pressNext);
        }
        third.awaitText("#now-call[data-tone=bad]", "Not spoken: it was refused.*cellar");
        office.speaksOn("c3", "main");
        pressed.add(third.number());
        third.click("again");
        third.awaitText("#now-call", "Heard by 1 of 1|Spoken");
        office.awaitQuiet();
    }

    private void threeCallsWait() throws Exception {
        office.paused(true);
        called(first::clickNext);
        called(second::pressNext);
        called(third::clickNext);
        first.awaitText("#now-call", "Waits for its turn");
        office.note();
    }

    /** The product starts anew on what it has stored. The tablet goes on by itself; sessions have ended, and whoever logs in again finds what was begun. */
    private void afterTheCrash() throws Exception {
        second.look();
        browser.textMatching("#connection", "No connection");
        String at = second.number();
        browser.press("n");
        browser.textMatching("#unsent", "Next");
        office.product.startAgain();
        operators.lead(office.product.product().httpUrl());
        visitors.lead(office.product.product().httpUrl());
        third.awaitText("#connection", "Live");
        first.look();
        browser.shown("input[name=user]");
        logIn();
        first.awaitText("h1", "Counter one");
        second.look();
        Until.isTrue("who has logged in next door is let in", Browser.SOON, () -> {
            if (browser.has("input[name=user]")) {
                browser.driver().navigate().refresh();
            }
            return browser.has("#now-number");
        });
        called(() -> Until.matches("what was pressed while nobody answered is done", LIMIT, second::number,
                n -> !n.equals(at) && !n.equals("\u2013")));
        Until.isTrue("all that was kept is sent", Browser.SOON, () -> !browser.sees("#unsent"));
        board.look();
        browser.shown("html[data-connection=live]");
    }

    private void allWhoWaitAreCalled() throws Exception {
        office.paused(false);
        while (office.waiting() > 0) {
            called(first::clickNext);
            if (office.waiting() > 0) {
                called(second::pressNext);
            }
            if (office.waiting() > 0) {
                calledByApi("c3");
            }
        }
        first.look();
        browser.expect("status of 409");
        browser.click("#next");
        first.awaitText("#refusal[role=alert]", "Nobody waits");
        first.click("finish");
        second.press("d");
        third.click("finish");
        office.awaitQuiet();
    }

    private void nothingIsLostAndNothingCalledTwice() throws Exception {
        List<JsonObject> tickets = office.tickets();
        assertThat(tickets.stream().map(Office::number).distinct()).as("each ticket, and the number that was typed").hasSize(TICKETS + 1);
        assertThat(tickets).hasSize(TICKETS + 1)
                .allMatch(t -> t.get("state").getAsString().equals("SERVED"));
        assertThat(counts(office.calls().stream().map(Office::number))).as("calls by number").isEqualTo(counts(pressed.stream()));
        assertThat(office.calls("REFUSED")).hasSize(1);
        List<JsonObject> replaced = office.calls("SUPERSEDED");
        assertThat(replaced).as("replaced before they were heard").isNotEmpty();
        assertThat(office.calls("SPOKEN")).hasSize(pressed.size() - 1 - replaced.size())
                .allMatch(c -> c.get("languages").toString().equals("[\"en\",\"zh\"]"));
        Map<String, String> last = new TreeMap<>();
        office.calls().forEach(c -> last.put(Office.number(c), c.get("state").getAsString()));
        assertThat(last).as("the last call of each").hasSize(TICKETS + 1)
                .allSatisfy((number, state) -> assertThat(state).isEqualTo("SPOKEN"));
        System.out.println("morning: " + TICKETS + " tickets, " + pressed.size() + " calls");
    }

    private static Map<String, Long> counts(Stream<String> numbers) {
        Map<String, Long> counts = new TreeMap<>();
        numbers.forEach(n -> counts.merge(n, 1L, Long::sum));
        return counts;
    }
}
