package announcer.web.bundles;

import java.util.Locale;

/** What can be done to a bundle that runs. */
enum BundleAction {
    STOP, UPDATE, UNINSTALL;

    /** Its name in the API. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
