package announcer.itest.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.SocketTimeoutException;
import java.time.Duration;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import announcer.bench.rtsp.RtspProbe;
import announcer.bench.rtsp.RtspRefusal;
import announcer.bench.util.Until;
import announcer.itest.support.browser.Browser;
import announcer.itest.support.browser.BrowserSession;
import announcer.itest.support.browser.Tab;
import announcer.itest.support.browser.UsesBrowserSession;

/** Channels are made, set and removed in the browser; what is wrong is refused and changes nothing. */
@UsesBrowserSession
class ChannelsTest {
    private static final String CHANNEL = "announcer.channel~main";

    private static BrowserSession session;

    @BeforeAll
    static void start(BrowserSession shared) throws Exception {
        session = shared;
        // A value that is refused is answered 400 or 422, which the browser's console notes.
        session.browser().expect("status of (400|409|422)");
    }

    private static Tab tab() {
        return Tab.open(session.browser(), session.product()).view("air");
    }

    @Test
    void a_channel_that_is_made_in_the_tab_has_its_stream_at_once_and_is_removed_with_it() throws Exception {
        Tab tab = tab();
        session.browser().click("button[data-action=new-channel]");
        tab.dialog("new-channel");
        tab.field("id", "lobby");
        session.browser().screenshot("new-channel");
        tab.ok();
        tab.awaitNoDialog();
        session.browser().shown(Tab.channel("lobby"));
        session.api().awaitOnAir("lobby", Duration.ofSeconds(30));
        tab.awaitAttribute(Tab.channel("lobby"), "data-on-air", "true");
        String stream = session.product().rtspUrl("lobby");
        try (RtspProbe player = RtspProbe.playWhenThere(stream, Duration.ofSeconds(15))) {
            player.await(25, Duration.ofSeconds(10));
            String id = tab.say("lobby", "Welcome.");
            session.api().awaitSpoken(id, Duration.ofSeconds(30));
            assertThat(session.api().announcement(id).get("channel").getAsString()).isEqualTo("lobby");
        }

        tab.details("lobby");
        tab.press(Tab.channel("lobby"), "delete-channel");
        tab.dialog("confirm");
        tab.dismiss();
        assertThat(session.api().channel("lobby")).as("who does not confirm removes nothing").isPresent();
        tab.press(Tab.channel("lobby"), "delete-channel");
        tab.dialog("confirm");
        tab.ok();
        tab.awaitNoDialog();
        Until.isTrue("the card has gone", Browser.SOON, () -> !session.browser().has(Tab.channel("lobby")));
        assertThat(session.api().channel("lobby")).isEmpty();
        Until.isTrue("the stream has gone", Browser.SOON, () -> refused(stream));
        assertThat(session.api().onAir("main")).isTrue();
    }

    private static boolean refused(String stream) throws Exception {
        try (RtspProbe player = RtspProbe.play(stream)) {
            return player.ended().isPresent();
        } catch (RtspRefusal | SocketTimeoutException e) {
            // The server may wait for somebody to publish it anew before it says no.
            return true;
        }
    }

    @Test
    void a_value_that_is_wrong_is_refused_in_the_tab_in_words_and_nothing_is_made() throws Exception {
        Tab tab = tab();
        int before = session.api().channels().size();
        session.browser().click("button[data-action=new-channel]");
        tab.dialog("new-channel");
        tab.field("id", "no spaces please!");
        tab.ok();
        String faults = "dialog[open] [data-fault-for=id]:not([hidden])";
        session.browser().textMatching(faults, "no spaces please!");
        tab.field("id", "main");
        tab.ok();
        session.browser().textMatching(faults, "already");
        tab.field("id", "second");
        tab.field("destination", "gopher://elsewhere/x");
        tab.ok();
        session.browser().textMatching("dialog[open] [data-fault-for=destination]:not([hidden])", "rtsp://");
        session.browser().screenshot("refused-in-the-tab");
        tab.dismiss();
        assertThat(session.api().channels()).hasSize(before);
    }

    @Test
    void a_channel_that_cannot_be_published_tells_why() throws Exception {
        tab();
        session.product().home().conf("announcer.channel~away", "id=away", "destination=rtsp://127.0.0.1:9/away");
        session.browser().shown(Tab.channel("away"));
        session.browser().textMatching(Tab.channel("away"), "(?s).*127\\.0\\.0\\.1:9.*refused.*");
        java.nio.file.Files.delete(session.product().home().confFile("announcer.channel~away"));
        Until.isTrue("the card has gone", Browser.SOON, () -> !session.browser().has(Tab.channel("away")));
    }

    @Test
    void an_announcement_that_is_wrong_is_refused_beside_its_field() throws Exception {
        Tab tab = tab();
        Browser browser = session.browser();
        browser.script("document.querySelector('details#say-more').open = true");
        browser.choose("#say-channel", "main");
        browser.type("#say-text", "This is not said.");
        browser.script("const f = document.querySelector('#say-rate'); f.value = '99'; "
                + "f.dispatchEvent(new Event('input', {bubbles: true})); f.dispatchEvent(new Event('change', {bubbles: true}));");
        // The browser's own check of the range would not let it be sent; that of the server is what is looked at.
        browser.script("document.querySelector('form#say').noValidate = true");
        if (browser.script("return document.querySelector('#say-rate').value").equals("99")) {
            browser.click("form#say button[data-action=say]");
            browser.textMatching("form#say [data-fault-for=rate], form#say [role=alert]", "\\S");
            assertThat(session.api().recent()).noneMatch(a -> a.get("text").getAsString().equals("This is not said."));
        }
        browser.script("document.querySelector('#say-rate').value = '1'");
        assertThat(tab).isNotNull();
    }

    @Test
    void a_value_that_is_wrong_is_refused_in_the_console_s_form_and_the_old_one_stays_in_force() throws Exception {
        Browser browser = session.browser();
        ConfigurationForm form = ConfigurationForm.open(browser, session.product(), CHANNEL);
        assertThat(form.value("gapMillis")).isEqualTo("300");
        form.fill("gapMillis", "-5");
        assertThat(form.save()).isBetween(400, 499);
        browser.textMatching("#editor [role=alert]", "gapMillis is \"-5\"");
        browser.screenshot("refused-in-the-form");
        assertThat(setting("gapMillis")).isEqualTo("300");
        form = ConfigurationForm.open(browser, session.product(), CHANNEL);
        assertThat(form.value("gapMillis")).isEqualTo("300");
        form.fill("gapMillis", "400");
        assertThat(form.save()).isEqualTo(200);
        Until.isTrue("a right value is in force", Browser.SOON, () -> setting("gapMillis").equals("400"));
        assertThat(session.api().onAir("main")).isTrue();
    }

    private static String setting(String key) throws Exception {
        return session.api().get("settings/" + CHANNEL).getAsJsonObject("values").get(key).getAsString();
    }

    @Test
    void secrets_are_password_fields_and_never_shown_again() throws Exception {
        var made = session.admin().json("POST", "/api/settings/announcer.webhook", "{\"name\":\"test\",\"values\":{\"enabled\":false,"
                + "\"url\":\"http://127.0.0.1:9/\",\"secret\":\"webhook-secret-4471\"}}");
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        ConfigurationForm form = ConfigurationForm.open(session.browser(), session.product(), "announcer.webhook~test");
        assertThat(form.type("secret")).isEqualTo("password");
        assertThat(form.value("secret")).doesNotContain("4471");
        assertThat(session.browser().driver().getPageSource()).doesNotContain("webhook-secret-4471");
    }
}
