package announcer.itest.browser;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import announcer.bench.util.Until;
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

    @Test
    void a_word_with_phonemes_is_shown_with_them_and_the_engines_that_speak_them() throws Exception {
        Path file = Files.createDirectories(session.home().folder().resolve("conf").resolve("lexicon")).resolve("browser.pls");
        Files.writeString(file, "<lexicon version='1.0' xmlns='http://www.w3.org/2005/01/pronunciation-lexicon' xml:lang='en'><lexeme>"
                + "<grapheme>Wymes</grapheme><phoneme>wa\u026a</phoneme><alias>Why</alias></lexeme></lexicon>");
        try {
            Until.isTrue("the lexicon is in use", Browser.SOON, () -> session.api().get("lexicon").toString().contains("browser.pls"));
            Browser browser = session.browser();
            Tab.open(browser, session.product()).view("voices");
            browser.type("#try-text", "To Wymes.");
            browser.choose("#try-locale", "en");
            browser.click("#try button[data-action=try-words]");
            browser.textMatching("#try-words", "To Why /wa\u026a/\\.");
            browser.textMatching("#try-engines", "/wa\u026a/: said by mary(, system)?; other engines say \"Why\"\\.");
        } finally {
            Files.delete(file);
        }
    }
}
