package announcer.itest.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import com.google.gson.Gson;

import announcer.bench.audio.Likeness;
import announcer.bench.audio.Recording;
import announcer.bench.audio.SampleRange;
import announcer.bench.audio.Voicing;
import announcer.bench.http.HttpTestClient;
import announcer.bench.util.Tools;
import announcer.bench.util.Until;
import announcer.itest.support.browser.Browser;
import announcer.itest.support.browser.BrowserSession;
import announcer.itest.support.browser.ListenedAudio;
import announcer.itest.support.browser.Tab;
import announcer.itest.support.browser.UsesBrowserSession;

/** Somebody listens to a channel in the browser and gives it another voice meanwhile. */
@UsesBrowserSession
class ListeningTest {
    private static final String TEXT = "Number forty two, please go to counter three.";
    /** The same sentence by the same voice has 1, by another 0.1 to 0.4; a busy machine may be too late for some of what is heard. */
    private static final double ALIKE = 0.7;
    private static final Duration SPOKEN = Duration.ofSeconds(40);

    private static BrowserSession session;

    @BeforeAll
    static void start(BrowserSession shared) throws Exception {
        Tools.require("espeak-ng");
        session = shared;
    }

    @Test
    void the_voice_that_is_heard_in_the_browser_changes_when_it_is_swapped_on_the_page() throws Exception {
        Browser browser = session.browser();
        Tab tab = session.tab().view("air");
        String other = session.api().voices().stream()
                .filter(v -> v.get("engine").getAsString().equals("system") && v.get("locale").getAsString().startsWith("en"))
                .map(v -> v.get("id").getAsString()).findFirst().orElseThrow();
        Recording freetts = preview("freetts/kevin16");
        Recording espeak = preview(other);
        ListenedAudio heard = new ListenedAudio(browser, "main");
        listen(true);
        heard.await(0.5);

        Recording before = say(heard);
        browser.screenshot("tab");
        tab.chooseVoice("main", other);
        Until.isTrue("the channel has the other voice", Browser.SOON,
                () -> session.api().channel("main").orElseThrow().get("voice").getAsString().equals(other));
        Recording after = say(heard);

        System.out.printf("likeness to the previews: first freetts %.2f, %s %.2f; after the swap freetts %.2f, %s %.2f%n",
                Likeness.of(before, freetts), other, Likeness.of(before, espeak), Likeness.of(after, freetts), other,
                Likeness.of(after, espeak));
        assertThat(Likeness.of(before, freetts)).as("what was heard first against FreeTTS").isGreaterThan(ALIKE)
                .isGreaterThan(Likeness.of(before, espeak));
        assertThat(Likeness.of(after, espeak)).as("what was heard after the swap against " + other).isGreaterThan(ALIKE)
                .isGreaterThan(Likeness.of(after, freetts));
        listen(false);
    }

    private static void listen(boolean on) {
        String button = Tab.channel("main") + " button[data-action=listen]";
        if (!String.valueOf(on).equals(session.tab().attribute(button, "aria-pressed"))) {
            session.browser().click(button);
            session.tab().awaitAttribute(button, "aria-pressed", String.valueOf(on));
        }
    }

    private static Recording say(ListenedAudio heard) throws Exception {
        heard.forget();
        String id = session.tab().say("main", TEXT);
        session.api().awaitSpoken(id, SPOKEN);
        heard.await(1.5);
        return voiced(heard.recording());
    }

    private static Recording voiced(Recording all) {
        List<SampleRange> voiced = Voicing.UTTERANCES.segments(all);
        assertThat(voiced).as("utterances in " + all.seconds() + " s of sound").hasSize(1);
        return all.part(voiced.get(0));
    }

    private static Recording preview(String voice) throws Exception {
        HttpTestClient admin = session.admin();
        HttpRequest request = HttpRequest.newBuilder(URI.create(admin.base() + "/api/preview")).timeout(SPOKEN)
                .header("Authorization", admin.header("Authorization")).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(new Gson().toJson(Map.of("text", TEXT, "voice", voice, "channel", "main"))))
                .build();
        Path wav = Files.createTempFile("announcer-preview", ".wav");
        try {
            var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofFile(wav));
            assertThat(answer.statusCode()).isEqualTo(200);
            return voiced(Recording.readWav(wav));
        } finally {
            Files.delete(wav);
        }
    }
}
