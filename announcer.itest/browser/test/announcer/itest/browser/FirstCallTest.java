package announcer.itest.browser;

import org.junit.jupiter.api.Test;

import announcer.itest.support.Ffmpeg;
import announcer.itest.support.browser.Browser;
import announcer.itest.support.browser.BrowserSession;
import announcer.itest.support.browser.UsesBrowserSession;

/** What the README does first, with what a new home has: the page is at its only counter, and a number that is typed is spoken and shown. */
@UsesBrowserSession
class FirstCallTest {
    @Test
    void on_a_new_home_a_number_is_typed_spoken_and_on_the_board(BrowserSession session) throws Exception {
        Ffmpeg.require();
        Browser browser = session.browser();
        browser.open(session.product().httpUrl());
        browser.textMatching("h1", "Counter 1");
        browser.type("#typed", "A-023");
        browser.textMatching("#typed-words", "go to counter");
        browser.press("Enter");
        browser.textMatching("#now-number", "A-023");
        browser.textMatching("#now-call", "Spoken|Heard by");
        browser.click("[data-action=finish]");
        browser.textMatching("#now-about", "Nobody is being served");
        browser.open(session.product().httpUrl() + "board");
        browser.textMatching("#number", "A-023");
    }
}
