package announcer.itest.browser.morning;

import announcer.bench.util.Until;
import announcer.itest.support.browser.Browser;

/** The operator's page of one counter, in a window of its own. Used by one thread. */
final class CounterPage {
    final Browser browser;
    private final String window;

    /** The page that is shown now. */
    CounterPage(Browser browser) {
        this.browser = browser;
        window = browser.driver().getWindowHandle();
    }

    CounterPage look() {
        Windows.look(browser, window);
        return this;
    }

    String number() {
        return browser.text("#now-number");
    }

    /** What calls another number; the number that it shows then. */
    String calls(Runnable press) {
        look();
        String before = number();
        press.run();
        String after = Until.matches("another number than " + before + " is called", Browser.SOON, this::number,
                n -> !n.equals(before) && !n.equals("\u2013"));
        awaitFree();
        return after;
    }

    /** By the mouse or a finger. */
    String clickNext() {
        return calls(() -> browser.click("#next"));
    }

    /** Without either. */
    String pressNext() {
        return calls(() -> browser.press("n"));
    }

    /** Presses a button of the present ticket. */
    void click(String action) {
        look();
        browser.click("#now [data-action='" + action + "']");
        awaitFree();
    }

    void press(String key) {
        look();
        browser.press(key);
        awaitFree();
    }

    void awaitText(String css, String regex) {
        look();
        browser.textMatching(css, regex);
    }

    void awaitFree() {
        Until.isTrue("no command is underway", Browser.SOON, () -> !browser.has("main [aria-busy=true]"));
    }
}
