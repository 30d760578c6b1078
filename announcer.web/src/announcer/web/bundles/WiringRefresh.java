package announcer.web.bundles;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.wiring.FrameworkWiring;

import announcer.web.http.Problem;

/** Refreshes the wiring of bundles after an update or an uninstallation. The framework restarts the bundles that are wired to them. */
final class WiringRefresh {
    private static final int PATIENCE_SECONDS = 60;

    private final FrameworkWiring wiring;

    /** @param framework the system bundle's context */
    WiringRefresh(BundleContext framework) {
        wiring = framework.getBundle().adapt(FrameworkWiring.class);
    }

    /** Returns whether others still use the bundle as it was before its update or uninstallation. */
    boolean needed(Bundle bundle) {
        return wiring.getRemovalPendingBundles().contains(bundle);
    }

    /** Begins a refresh, which the framework does on a thread of its own. */
    void begin(List<Bundle> bundles) {
        wiring.refreshBundles(bundles);
    }

    /** Refreshes and waits for the end. Not for a thread of a bundle that is restarted by it. */
    void complete(List<Bundle> bundles) throws Problem {
        CountDownLatch done = new CountDownLatch(1);
        wiring.refreshBundles(bundles, event -> {
            if (event.getType() == FrameworkEvent.PACKAGES_REFRESHED) {
                done.countDown();
            }
        });
        try {
            if (!done.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw BundleProblems.failed("The framework has not made the wires anew within " + PATIENCE_SECONDS
                        + " s: a bundle takes long to stop; look again later.", "");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw BundleProblems.failed("The HTTP server is stopping: the framework goes on without this answer.", "");
        }
    }
}
