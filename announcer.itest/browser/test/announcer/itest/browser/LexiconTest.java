package announcer.itest.browser;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import announcer.itest.support.browser.Browser;
import announcer.itest.support.browser.BrowserSession;
import announcer.itest.support.browser.Tab;
import announcer.itest.support.browser.UsesBrowserSession;

/** A call is tried out in the tab: what is said, and its sound. */
@UsesBrowserSession
class LexiconTest {
    private static BrowserSession session;

    @BeforeAll
    static void start(BrowserSession shared) {
        session = shared;
    }

    @Test
    void a_call_comes_out_in_words_and_as_sound_and_a_template_that_is_none_is_refused_at_its_field() {
        Browser browser = session.browser();
        browser.expect("lexicon/try.*400");
        Tab.open(browser, session.product()).view("voices");
        browser.type("#try-ticket", "A-023");
        browser.type("#try-counter", "3");
        browser.choose("#try-locale", "zh");
        browser.click("#try button[data-action=try-words]");
        browser.textMatching("#try-words", "请A零二三号到三号窗口");
        browser.type("#try-text", "{ticket} to {desk}");
        browser.choose("#try-locale", "en");
        browser.click("#try button[data-action=try-words]");
        browser.textMatching("#try-text-fault", "has \\{desk\\} at character 13");
        browser.type("#try-text", "{ticket} to {counter}");
        browser.click("#try button[data-action=hear-words]");
        browser.textMatching("#try-words", "A zero two three to counter three");
        browser.shown("#try-audio");
    }
}
