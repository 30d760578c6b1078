package announcer.web.bundles;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.wiring.FrameworkWiring;

import announcer.web.http.Problem;

/** Makes the wires of bundles anew, so that what was updated is used and what was uninstalled is not. The framework restarts who is wired to them. */
final class WiringRefresh {
    private static final int PATIENCE_SECONDS = 60;

    private final FrameworkWiring wiring;

    /** @param framework the system bundle's context */
    WiringRefresh(BundleContext framework) {
        wiring = framework.getBundle().adapt(FrameworkWiring.class);
    }

    /** Whether others still use what the bundle was before it was updated or uninstalled. */
    boolean needed(Bundle bundle) {
        return wiring.getRemovalPendingBundles().contains(bundle);
    }

    /** Begins it; the framework does it on a thread of its own. */
    void begin(List<Bundle> bundles) {
        wiring.refreshBundles(bundles);
    }

    /** Does it and waits for its end. Not for a thread of a bundle that is restarted by it. */
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
