package announcer.web.live;

import org.osgi.framework.AllServiceListener;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleListener;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.FrameworkListener;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceEvent;

/**
 * Hears from the framework of all that may change the inventory: bundles, the framework's start level, speech engines, and, by the change
 * count of the component runtime's service, the states of components. Called on the framework's threads: returns at once.
 */
public final class InventoryChangeListener implements BundleListener, FrameworkListener, AllServiceListener, AutoCloseable {
    private static final String SERVICES = "(|(objectClass=announcer.api.speech.SpeechEngine)"
            + "(objectClass=org.osgi.service.component.runtime.ServiceComponentRuntime))";

    private final BundleContext context;
    private final Runnable changed;

    /**
     * Begins to listen.
     *
     * @param own this bundle's context
     * @param changed called at each change; returns at once
     */
    public InventoryChangeListener(BundleContext own, Runnable changed) {
        // The system bundle's context is valid for as long as the framework runs: this bundle may be what is stopped.
        this.context = own.getBundle(0).getBundleContext();
        this.changed = changed;
        context.addBundleListener(this);
        context.addFrameworkListener(this);
        try {
            context.addServiceListener(this, SERVICES);
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void bundleChanged(BundleEvent event) {
        changed.run();
    }

    @Override
    public void frameworkEvent(FrameworkEvent event) {
        changed.run();
    }

    @Override
    public void serviceChanged(ServiceEvent event) {
        changed.run();
    }

    @Override
    public void close() {
        context.removeServiceListener(this);
        context.removeFrameworkListener(this);
        context.removeBundleListener(this);
    }
}
