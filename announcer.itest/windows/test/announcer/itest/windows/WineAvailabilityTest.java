package announcer.itest.windows;

import org.junit.jupiter.api.Test;

/** Without Wine this is the one test of the module: where no test is counted at all, Surefire takes the run for broken. */
class WineAvailabilityTest {
    @Test
    void the_product_is_tested_on_a_windows_jvm() {
        Wine.require();
    }
}
