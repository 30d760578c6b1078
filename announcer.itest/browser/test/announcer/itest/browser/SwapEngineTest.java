package announcer.itest.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import com.google.gson.JsonObject;

import announcer.bench.http.ApiClient;
import announcer.bench.rtsp.RtspProbe;
import announcer.bench.util.Until;
import announcer.itest.support.browser.Browser;
import announcer.itest.support.browser.BrowserSession;
import announcer.itest.support.browser.Tab;
import announcer.itest.support.browser.UsesBrowserSession;

/** FreeTTS is stopped and started from the tab while a queue of announcements is being read out with it. */
@UsesBrowserSession
class SwapEngineTest {
    private static final String BUNDLE = "announcer.tts.freetts";
    /** So many are queued at first, and more just before the engine is stopped: some wait then, however busy the machine is. */
    private static final int FIRST = 3;
    private static final int COUNT = 7;
    /** A frame: more than that between what the clock asks for and what was written would be one missed. */
    private static final double FRAME_MILLIS = 20;

    private static BrowserSession session;

    @BeforeAll
    static void start(BrowserSession shared) throws Exception {
        session = shared;
    }

    @Test
    void the_tab_says_what_it_interrupts_and_then_nothing_is_lost_and_no_frame_is_missed() throws Exception {
        ApiClient api = session.api();
        Browser browser = session.browser();
        Tab tab = session.tab().view("air");
        String card = "article[data-engine-bundle='" + BUNDLE + "']";
        try (RtspProbe player = RtspProbe.playWhenThere(session.product().rtspUrl(), Duration.ofSeconds(15))) {
            JsonObject pacing = pacing(api);
            int restarts = api.push("main").orElseThrow().get("restarts").getAsInt();
            List<String> ids = new ArrayList<>();
            say(api, ids, FIRST);
            Until.isTrue("the first is being read out", Browser.SOON, () -> api.state(ids.get(0)).equals("SPEAKING"));
            browser.shown(Tab.channel("main") + " .speaking");
            browser.screenshot("channel-speaking");

            tab.view("voices").press(card, "stop-bundle");
            tab.dialog("confirm");
            Until.isTrue("the dialog says what is interrupted", Browser.SOON, () -> !tab.interrupts().isEmpty());
            assertThat(String.join("\n", tab.interrupts())).contains("freetts/kevin16", "main");
            browser.screenshot("stop-engine");
            say(api, ids, COUNT);
            tab.ok();
            tab.awaitNoDialog();
            Until.isTrue("the engine has gone", Browser.SOON,
                    () -> api.voices().stream().noneMatch(v -> v.get("id").getAsString().startsWith("freetts/")));
            assertThat(ids.stream().filter(id -> outcome(api, id).equals("SPOKEN")).count()).as("spoken when the engine went")
                    .isLessThan(COUNT - 1);
            tab.press(card, "start-bundle");
            if (browser.sees("dialog[open]")) {
                tab.ok();
            }
            Until.isTrue("the engine is back", Browser.SOON,
                    () -> api.voices().stream().anyMatch(v -> v.get("id").getAsString().equals("freetts/kevin16")));

            for (String id : ids) {
                api.awaitSpoken(id, Duration.ofSeconds(90));
            }
            assertThat(player.timeline().faults()).as("gaps in the stream").isEmpty();
            assertThat(player.ended()).isEmpty();
            // A stall of the machine is caught up with at once; a frame that was missed stays owed.
            JsonObject now = Until.matches("frames written and time gone by differ by less than a frame", Duration.ofSeconds(5),
                    () -> pacing(api), p -> Math.abs(p.get("driftMillis").getAsDouble()) < FRAME_MILLIS);
            assertThat(now.get("generation")).as("one connection to the pipe for all of it").isEqualTo(pacing.get("generation"));
            assertThat(now.get("restartsForDebt")).isEqualTo(pacing.get("restartsForDebt"));
            assertThat(api.push("main").orElseThrow().get("restarts").getAsInt()).as("restarts of the push").isEqualTo(restarts);
            System.out.printf(
                    "FreeTTS stopped and started in a queue of %d: drift %.2f ms, largest lateness %.1f ms, %d RTP packets without a gap%n",
                    COUNT, now.get("driftMillis").getAsDouble(), now.get("latenessMaxMicros").getAsLong() / 1000.0, player.count());
        }
    }

    private static void say(ApiClient api, List<String> ids, int upTo) throws Exception {
        while (ids.size() < upTo) {
            ids.add(api.say("Number " + (ids.size() + 1) + ", please go to counter three."));
        }
    }

    private static String outcome(ApiClient api, String id) {
        return Until.matches("announcement " + id + " is known", Browser.SOON, () -> api.state(id), s -> true);
    }

    private static JsonObject pacing(ApiClient api) throws Exception {
        return api.channel("main").orElseThrow().getAsJsonObject("pacing");
    }
}
