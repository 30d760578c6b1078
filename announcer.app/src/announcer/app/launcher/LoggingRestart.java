package announcer.app.launcher;

import java.io.PrintStream;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.FrameworkListener;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.launch.Framework;

/**
 * Starts the product anew, in the order of its start levels, when the bundles of logging have been replaced on the air: all that log are restarted
 * then, in no order, and logging that comes up before its back end is there logs nothing for as long as it lives. Called on the framework's
 * threads.
 */
final class LoggingRestart implements SynchronousBundleListener, FrameworkListener {
    /** What all loggers come from, and with it those of its bundles that an update brings down with it. */
    private static final Set<String> FACADE = Set.of("slf4j.api");

    private final Framework framework;
    private final PrintStream report;
    private final AtomicBoolean replaced = new AtomicBoolean();
    /** Once for each start: an update and a refresh resolve them twice, and the framework needs a moment to stop. */
    private final AtomicBoolean restarting = new AtomicBoolean();

    private LoggingRestart(Framework framework, PrintStream report) {
        this.framework = framework;
        this.report = report;
    }

    /** Watches a framework that has started, until it stops. */
    static void watch(Framework framework, PrintStream report) {
        LoggingRestart watch = new LoggingRestart(framework, report);
        framework.getBundleContext().addBundleListener(watch);
        framework.getBundleContext().addFrameworkListener(watch);
    }

    @Override
    public void bundleChanged(BundleEvent event) {
        if (event.getType() == BundleEvent.RESOLVED && FACADE.contains(String.valueOf(event.getBundle().getSymbolicName()))) {
            replaced.set(true);
        }
    }

    @Override
    public void frameworkEvent(FrameworkEvent event) {
        if (event.getType() != FrameworkEvent.PACKAGES_REFRESHED || framework.getState() != Bundle.ACTIVE || !replaced.getAndSet(false)
                || restarting.getAndSet(true)) {
            return;
        }
        report.println("announcer: the bundles that log have been replaced: the product starts anew, in order");
        try {
            framework.update();
        } catch (BundleException e) {
            report.println(
                    "announcer: that failed: " + e.getMessage() + ". Stop Announcer and start it again: it may log nothing until then");
        }
    }
}
