package announcer.itest.browser.morning;

import java.util.Map;

import org.openqa.selenium.WindowType;

import announcer.itest.support.browser.Browser;

/** The windows of one browser. */
final class Windows {
    private Windows() {
    }

    /** Opens another one, and looks at it. */
    static void open(Browser browser, String url) {
        browser.driver().switchTo().newWindow(WindowType.TAB);
        browser.open(url);
    }

    /** Keys go to the window in front. */
    static void look(Browser browser, String window) {
        if (!browser.driver().getWindowHandle().equals(window)) {
            browser.driver().switchTo().window(window);
            browser.driver().executeCdpCommand("Page.bringToFront", Map.of());
        }
    }
}
