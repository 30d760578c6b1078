package announcer.itest.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.WebElement;

import com.google.gson.JsonObject;

import announcer.bench.util.Until;
import announcer.itest.support.browser.Browser;
import announcer.itest.support.browser.BrowserSession;
import announcer.itest.support.browser.Tab;
import announcer.itest.support.browser.UsesBrowserSession;

/** A schedule is made, seen with its next times, tried, edited and removed in the tab. */
@UsesBrowserSession
class SchedulesTest {
    private static final String ROW = "#schedules tr[data-schedule=night]";
    private static final String TRY = "Good night, everybody.";

    private static BrowserSession session;

    @BeforeAll
    static void start(BrowserSession shared) {
        session = shared;
    }

    @AfterEach
    void remove() throws Exception {
        session.admin().send("DELETE", "/api/schedules/night", "", "");
        session.admin().send("DELETE", "/api/schedules/closing", "", "");
    }

    private static List<String> times(String within) {
        return session.browser().all(within + " ol.times time").stream().map(WebElement::getText).toList();
    }

    @Test
    void a_schedule_is_made_tried_edited_and_removed_with_its_next_times_in_sight() throws Exception {
        Browser browser = session.browser();
        // A rule that is wrong, or not whole yet, is refused when its next times are asked for.
        browser.expect("schedules/check.*422");
        session.admin().json("PUT", "/api/schedules/closing", "{\"at\":\"2036-12-24T18:00\",\"timeZone\":\"Asia/Shanghai\","
                + "\"text\":\"We close in ten minutes.\",\"priority\":\"URGENT\",\"repeatTimes\":2}");
        Tab tab = Tab.open(browser, session.product()).view("schedules");
        browser.click("#schedules button[data-action=new-schedule]");
        tab.dialog("schedule");
        tab.field("id", "night");
        tab.field("text", TRY);
        tab.field("timeZone", "Europe/Berlin");
        tab.field("cron", "30 25 28 3 *");
        browser.textMatching("dialog[open] .schedule-preview", "25 not in range");
        tab.field("cron", "30 2 28 3 *");
        Until.isTrue("the next five times are shown", Browser.SOON, () -> times("dialog[open]").size() == 5);
        browser.screenshot("new-schedule");
        tab.ok();
        tab.awaitNoDialog();
        browser.shown(ROW);
        Until.isTrue("the next five times are shown", Browser.SOON, () -> times(ROW).size() == 5);
        // The clocks go forward on the last Sunday of March: in 2027 on the 28th, from 2:00 to 3:00.
        assertThat(times(ROW)).anyMatch(t -> t.contains("2027") && t.contains("03:00") && t.contains("GMT+2"))
                .anyMatch(t -> t.contains("2028") && t.contains("02:30") && t.contains("GMT+2"));
        assertThat(browser.text(ROW)).contains("in place of 02:30", "Europe/Berlin", "not yet");
        browser.textMatching("#schedules tr[data-schedule=closing]", "18:00.*GMT\\+8");
        browser.screenshot("schedules");

        tab.press(ROW, "try-schedule");
        JsonObject tried = Until.matches("the try is an announcement", Browser.SOON,
                () -> session.api().recent().stream().filter(a -> TRY.equals(a.get("text").getAsString())).findFirst().orElse(null),
                a -> a != null);
        session.api().awaitSpoken(tried.get("id").getAsString(), Duration.ofSeconds(30));

        tab.press(ROW, "edit-schedule");
        tab.dialog("schedule");
        tab.field("cron", "0 12 * * MON-FRI");
        tab.field("exceptions", "2026-12-24/2027-01-06");
        tab.ok();
        tab.awaitNoDialog();
        browser.textMatching(ROW, "0 12 \\* \\* MON-FRI");
        browser.textMatching(ROW, "not on 2026-12-24/2027-01-06");
        JsonObject stored = session.api().get("schedules/night");
        assertThat(stored.get("timeZone").getAsString()).isEqualTo("Europe/Berlin");
        assertThat(stored.get("text").getAsString()).isEqualTo(TRY);

        tab.press("#schedules tr[data-schedule=closing]", "edit-schedule");
        tab.dialog("schedule");
        tab.choose("missed", "RUN_ONCE");
        tab.ok();
        tab.awaitNoDialog();
        JsonObject closing = Until.matches("the edit is in force", Browser.SOON, () -> session.api().get("schedules/closing"),
                s -> s.get("missed").getAsString().equals("RUN_ONCE"));
        // What the dialog has no field for has stayed.
        assertThat(closing.get("repeatTimes").getAsInt()).isEqualTo(2);
        assertThat(closing.get("at").getAsString()).isEqualTo("2036-12-24T18:00");

        tab.press(ROW, "delete-schedule");
        tab.dialog("confirm");
        tab.ok();
        tab.awaitNoDialog();
        Until.isTrue("it has gone", Browser.SOON, () -> !browser.has(ROW));
    }
}
