package announcer.web.bundles;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleException;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.FrameworkListener;

/** The latest failure to start of each bundle, which the framework itself tells once and forgets. Safe for use by any thread. */
final class StartFailures implements FrameworkListener, SynchronousBundleListener {
    private final Map<Long, BundleException> latest = new ConcurrentHashMap<>();

    Optional<BundleException> of(Bundle bundle) {
        return Optional.ofNullable(latest.get(bundle.getBundleId()));
    }

    void remember(Bundle bundle, BundleException failure) {
        latest.put(bundle.getBundleId(), failure);
    }

    @Override
    public void frameworkEvent(FrameworkEvent event) {
        if (event.getType() == FrameworkEvent.ERROR && event.getThrowable() instanceof BundleException failure) {
            remember(event.getBundle(), failure);
        }
    }

    @Override
    public void bundleChanged(BundleEvent event) {
        int type = event.getType();
        if (type == BundleEvent.STARTED || type == BundleEvent.UPDATED || type == BundleEvent.UNINSTALLED) {
            latest.remove(event.getBundle().getBundleId());
        }
    }
}
