package announcer.itest.browser.pages;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import announcer.bench.product.Launcher;
import announcer.bench.util.Until;
import announcer.itest.support.browser.Browser;

/** A browser, and for each test a server of its own. */
final class PagesBrowser implements AutoCloseable {
    private static final String SHIFT = """
            if (!window.shifted) {
              const running = performance.now.bind(performance);
              const day = Date.now.bind(Date);
              window.shifted = {by: 0};
              performance.now = () => running() + window.shifted.by;
              Date.now = () => day() + window.shifted.by;
            }
            window.shifted.by += arguments[0];
            """;

    private static final String TIMERS = """
            window.timers = [];
            const set = window.setInterval.bind(window);
            window.setInterval = (action, millis) => {
              window.timers.push(action);
              return set(action, millis);
            };
            """;

    final Browser browser;
    FakeCalling server;

    private PagesBrowser(Browser browser) {
        this.browser = browser;
    }

    static PagesBrowser start() throws IOException {
        Browser.require();
        return new PagesBrowser(Browser.start());
    }

    /** A new server, with nobody in the line. */
    FakeCalling serve() throws IOException {
        Path checkout = Launcher.script().getParent();
        server = new FakeCalling(checkout).start();
        return server;
    }

    /** Opens a page and waits until it shows what there is. */
    void open(String path) {
        // From the same page to itself with another fragment would load nothing.
        browser.open("about:blank");
        browser.open(server.url(path));
        browser.shown("html[data-ready=true]");
    }

    /** The page's clocks go on by so many seconds. */
    void later(int seconds) {
        browser.script(SHIFT, seconds * 1000);
    }

    /** Pages that are opened from now on tell of their timers; returns what {@link #forgetTimers} wants. */
    String knowTimers() {
        return (String) browser.driver().executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", TIMERS))
                .get("identifier");
    }

    void forgetTimers(String known) {
        browser.driver().executeCdpCommand("Page.removeScriptToEvaluateOnNewDocument", Map.of("identifier", known));
    }

    /** Each of the page's repeating timers goes off so many times, besides its own; returns how many timers there are. */
    int tick(int times) {
        return ((Number) browser
                .script("for (let i = 0; i < arguments[0]; i++) { window.timers.forEach((timer) => timer()); } return window.timers.length;",
                        times))
                .intValue();
    }

    void awaitText(String css, String regex) {
        browser.textMatching(css, regex);
    }

    void awaitGone(String css) {
        Until.isTrue(css + " is not shown", Browser.SOON, () -> !browser.sees(css));
    }

    void awaitCalled(String... numbers) {
        Until.matches("what was called", Browser.SOON, () -> called(), List.of(numbers)::equals);
    }

    List<String> called() {
        return server.called();
    }

    /** Whether the page is wider than the window. */
    boolean isTooWide() {
        return (Boolean) browser.script("return document.documentElement.scrollWidth > window.innerWidth;");
    }

    void media(String name, String value) {
        browser.driver().executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", List.of(Map.of("name", name, "value", value))));
    }

    void paper(boolean is) {
        browser.driver().executeCdpCommand("Emulation.setEmulatedMedia", Map.of("media", is ? "print" : ""));
    }

    /** After each test: no page may have complained of what was not expected. */
    void end() {
        try {
            browser.ownSize();
            browser.driver().executeCdpCommand("Emulation.setEmulatedMedia", Map.of("media", "", "features", List.of()));
            browser.open("about:blank");
            browser.assertNoComplaints();
        } finally {
            server.close();
        }
    }

    @Override
    public void close() {
        browser.close();
    }
}
