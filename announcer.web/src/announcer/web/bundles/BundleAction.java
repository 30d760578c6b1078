package announcer.web.bundles;

import java.util.Locale;

/** An action that ends a bundle's work. */
enum BundleAction {
    STOP, UPDATE, UNINSTALL;

    /** Its name in the API. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
