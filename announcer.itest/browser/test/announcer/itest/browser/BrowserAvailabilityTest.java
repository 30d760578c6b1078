package announcer.itest.browser;

import org.junit.jupiter.api.Test;

import announcer.bench.util.Tools;

/** Runs where there is no browser as well: a module of which every class is skipped counts as one without tests, and fails. */
class BrowserAvailabilityTest {
    @Test
    void chromium_and_its_driver_are_there() {
        Tools.require("chromium");
        Tools.require("chromedriver");
    }
}
