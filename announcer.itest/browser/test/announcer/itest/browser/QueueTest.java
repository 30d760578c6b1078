package announcer.itest.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import com.google.gson.JsonElement;

import announcer.bench.util.Until;
import announcer.itest.support.browser.Browser;
import announcer.itest.support.browser.BrowserSession;
import announcer.itest.support.browser.Tab;
import announcer.itest.support.browser.UsesBrowserSession;

/** What an operator does with a queue in the tab: orders it, takes something out, pauses, tries a text, and looks at what was said. */
@UsesBrowserSession
class QueueTest {
    /** Some seconds of speech. What is put in front of the queue is the first of it once the next, which is in the making, is spoken. */
    private static final String LONG = "This announcement is long enough to keep the channel busy while others are waiting behind it, "
            + "for some seconds.";

    private static BrowserSession session;

    @BeforeAll
    static void start(BrowserSession shared) throws Exception {
        session = shared;
    }

    @AfterEach
    void nothing_waits() throws Exception {
        session.admin().send("DELETE", "/api/channels/main/queue", "", "");
        session.admin().json("POST", "/api/channels/main/resume", "");
    }

    private static List<String> queued() throws Exception {
        List<String> ids = new ArrayList<>();
        for (JsonElement e : session.api().channel("main").orElseThrow().getAsJsonArray("queued")) {
            ids.add(e.getAsJsonObject().get("id").getAsString());
        }
        return ids;
    }

    @Test
    void a_queue_is_ordered_and_emptied_in_the_tab() throws Exception {
        Browser browser = session.browser();
        Tab tab = Tab.open(browser, session.product()).view("air");
        session.api().say(LONG);
        List<String> ids = new ArrayList<>();
        for (int i = 1; i <= 5; i++) {
            ids.add(session.api().say("Number " + i + ". " + LONG));
        }
        tab.details("main");
        // The one that is spoken next may be in the making already, and then it waits no more: the last four are ordered here.
        String a = ids.get(2);
        String b = ids.get(3);
        String c = ids.get(4);
        browser.shown(Tab.channel("main") + " ol.queue " + Tab.announcement(c));
        browser.screenshot("queue");
        tab.press(Tab.channel("main") + " ol.queue " + Tab.announcement(c), "up");
        Until.isTrue("the last has gone one place up", Browser.SOON, () -> queued().indexOf(c) + 1 == queued().indexOf(b));
        tab.press(Tab.channel("main") + " ol.queue " + Tab.announcement(b), "front");
        Until.isTrue("another goes to the front", Browser.SOON, () -> queued().indexOf(b) == 0);
        tab.press(Tab.channel("main") + " ol.queue " + Tab.announcement(a), "cancel");
        if (browser.sees("dialog[open]")) {
            tab.ok();
        }
        assertThat(session.api().awaitOutcome(a, Browser.SOON).get("state").getAsString()).isEqualTo("CANCELLED");
        Until.isTrue("it has gone from the page", Browser.SOON,
                () -> !browser.has(Tab.channel("main") + " ol.queue " + Tab.announcement(a)));
        tab.press(Tab.channel("main"), "cancel-all");
        if (browser.sees("dialog[open]")) {
            tab.ok();
            tab.awaitNoDialog();
        }
        Until.isTrue("nothing waits", Browser.SOON, () -> queued().isEmpty());
        assertThat(session.api().awaitOutcome(b, Browser.SOON).get("state").getAsString()).isEqualTo("CANCELLED");
    }

    @Test
    void a_channel_is_paused_and_resumed_and_stays_on_the_air_meanwhile() throws Exception {
        Browser browser = session.browser();
        Tab tab = Tab.open(browser, session.product()).view("air");
        tab.press(Tab.channel("main"), "pause");
        if (browser.sees("dialog[open]")) {
            tab.ok();
        }
        tab.awaitAttribute(Tab.channel("main"), "data-paused", "true");
        String id = session.api().say("This waits.");
        tab.awaitAttribute(Tab.channel("main"), "data-queue-length", "1");
        assertThat(session.api().state(id)).isIn("QUEUED", "SYNTHESISING");
        assertThat(session.api().onAir("main")).isTrue();
        tab.press(Tab.channel("main"), "pause");
        tab.awaitAttribute(Tab.channel("main"), "data-paused", "false");
        session.api().awaitSpoken(id, Duration.ofSeconds(30));
    }

    @Test
    void a_text_is_tried_without_going_on_the_air() throws Exception {
        Browser browser = session.browser();
        Tab tab = Tab.open(browser, session.product()).view("air");
        int before = session.api().recent().size();
        browser.choose("#say-channel", "main");
        browser.type("#say-text", "Nobody but me hears this.");
        browser.click("form#say button[data-action=preview]");
        browser.shown("audio#say-audio");
        Until.isTrue("there is sound to play", Browser.SOON,
                () -> ((Number) browser.script("return document.querySelector('#say-audio').duration || 0")).doubleValue() > 0.5);
        browser.screenshot("preview");
        assertThat(session.api().recent()).as("announcements").hasSize(before)
                .noneMatch(a -> a.get("text").getAsString().contains("Nobody"));
        assertThat(tab.attribute(Tab.channel("main"), "data-queue-length")).isEqualTo("0");
    }

    @Test
    void what_was_said_is_found_in_the_history() throws Exception {
        Browser browser = session.browser();
        String id = session.api().say("Pomegranates.");
        session.api().awaitSpoken(id, Duration.ofSeconds(30));
        Tab.open(browser, session.product()).view("history");
        browser.type("#history-text", "POMEGRANATES");
        browser.shown("#history tbody tr" + Tab.announcement(id) + "[data-state=SPOKEN]");
        Until.isTrue("nothing else is shown", Browser.SOON, () -> browser.all("#history tbody tr[data-announcement]").size() == 1);
        browser.screenshot("history");
        browser.choose("#history-state", "FAILED");
        Until.isTrue("it has not failed", Browser.SOON, () -> !browser.has("#history tbody tr[data-announcement]"));
    }

    @Test
    void what_is_said_on_all_channels_has_an_outcome_on_each() throws Exception {
        Browser browser = session.browser();
        assertThat(session.admin().json("POST", "/api/channels", "{\"id\": \"attic\", \"pusher\": \"none\"}").statusCode()).isEqualTo(201);
        try {
            Tab tab = Tab.open(browser, session.product()).view("air");
            browser.choose("#say-channel", "*");
            browser.type("#say-text", "To everybody.");
            browser.click("form#say button[data-action=say]");
            browser.shown("#say-outcome li[data-channel=main][data-state=SPOKEN]");
            browser.shown("#say-outcome[data-state=SPEAKING] li[data-channel=attic]:not([data-state=SPOKEN])");
            String id = tab.attribute("#say-outcome", "data-id");
            assertThat(session.admin().send("DELETE", "/api/announcements/" + id + ".attic", "", "").statusCode()).isEqualTo(200);
            browser.shown("#say-outcome[data-state=CANCELLED] li[data-channel=attic][data-state=CANCELLED]");
            tab.view("history");
            String row = "#history tbody tr" + Tab.announcement(id) + "[data-state=CANCELLED]";
            browser.shown(row + " li[data-channel=main][data-state=SPOKEN]");
            browser.shown(row + " li[data-channel=attic][data-state=CANCELLED]");
            browser.screenshot("outcomes");
        } finally {
            session.admin().send("DELETE", "/api/channels/attic", "", "");
        }
    }
}
