package announcer.app.launcher;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.SortedMap;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.framework.startlevel.FrameworkStartLevel;

import announcer.app.home.HomeFolder;

/**
 * One framework with the product in it, on one home. {@link #run(boolean, boolean)} belongs to one thread; {@link #stop(long)} may be called by any.
 */
final class ProductFramework {
    private static final int CHANGES = BundleEvent.INSTALLED | BundleEvent.STARTED | BundleEvent.STOPPED | BundleEvent.UPDATED
            | BundleEvent.UNINSTALLED;

    private final HomeFolder home;
    private final Distribution distribution;
    private final PrintStream report;
    private final Framework framework;
    private final Map<String, String> settings;
    private Map<String, String> given = Map.of();
    /** Guarded by this. */
    private String remembered = "";

    /**
     * @param settings the framework's properties
     * @param report takes lines for the administrator
     */
    ProductFramework(HomeFolder home, Distribution distribution, Map<String, String> settings, PrintStream report) {
        this.home = home;
        this.distribution = distribution;
        this.report = report;
        this.settings = settings;
        this.framework = ServiceLoader.load(FrameworkFactory.class).findFirst()
                .orElseThrow(() -> new IllegalStateException("no OSGi framework on the class path")).newFramework(settings);
    }

    /**
     * Starts the product and returns when it has been stopped, from wherever; a restart of the framework from the console is no end.
     *
     * @param afterCrash whether the last run on this home had no end of its own
     * @param startStopped whether also those of the product's bundles are started that somebody has stopped
     */
    void run(boolean afterCrash, boolean startStopped) throws IOException, BundleException, InterruptedException {
        start(afterCrash, startStopped);
        awaitEnd();
    }

    /** Mends what is damaged, brings the bundles up to date and starts them; returns when the framework has reached its level. */
    void start(boolean afterCrash, boolean startStopped) throws IOException, BundleException {
        SortedMap<String, ProductBundle> offered = distribution.bundles();
        HomeRepair repair = new HomeRepair(home, offered, report, Instant.now());
        repair.mend(afterCrash);
        framework.init();
        OverridePlugin.install(framework.getBundleContext(), settings, report);
        ProductInstaller installer = new ProductInstaller(framework.getBundleContext(), report);
        given = installer.bringTo(offered, repair.given(), repair.undecided(), home.productList());
        if (startStopped) {
            installer.startStopped();
        }
        installer.reportStopped();
        // Read by the HTTP API, the shell and the health, which tell it with the status: a system property is one of every framework's.
        System.setProperty(FrameworkProperties.RESTING, String.join("\n", installer.resting()));
        System.setProperty(FrameworkProperties.DAMAGED, String.join("\n", repair.damages()));
        framework.adapt(FrameworkStartLevel.class).setInitialBundleStartLevel(StartLevels.PRODUCT);
        framework.start();
        watch();
    }

    /** Writes down the bundles as they are, now and whenever one changes. */
    private void watch() {
        LoggingRestart.watch(framework, report);
        remember();
        framework.getBundleContext().addBundleListener(event -> {
            if ((event.getType() & CHANGES) != 0) {
                remember();
            }
        });
    }

    private synchronized void remember() {
        if (framework.getState() != Bundle.ACTIVE) {
            return;
        }
        try {
            String now = BundleMemory.text(framework.getBundleContext(), given);
            if (!now.equals(remembered)) {
                BundleMemory.write(home.bundleList(), now);
                remembered = now;
            }
        } catch (IOException e) {
            report.println("announcer: cannot write " + home.bundleList() + ", which is needed only when " + home.framework()
                    + " is damaged: " + e);
        } catch (IllegalStateException stopping) {
            // Nothing changes any more that would be wanted at the next start.
            return;
        }
    }

    private void awaitEnd() throws IOException, BundleException, InterruptedException {
        while (true) {
            FrameworkEvent event = framework.waitForStop(0);
            if (event.getType() != FrameworkEvent.STOPPED_UPDATE && event.getType() != FrameworkEvent.STOPPED_SYSTEM_REFRESHED) {
                break;
            }
            framework.init();
            OverridePlugin.install(framework.getBundleContext(), settings, report);
            framework.start();
            watch();
        }
        Files.deleteIfExists(home.endpoints());
    }

    /**
     * Stops the product.
     *
     * @return whether it had stopped within {@code millis}
     */
    boolean stop(long millis) throws BundleException, InterruptedException, IOException {
        framework.stop();
        boolean stopped = framework.waitForStop(millis).getType() != FrameworkEvent.WAIT_TIMEDOUT;
        Files.deleteIfExists(home.endpoints());
        return stopped;
    }

    Framework framework() {
        return framework;
    }
}
