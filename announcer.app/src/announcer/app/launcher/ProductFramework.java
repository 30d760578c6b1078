package announcer.app.launcher;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.util.Map;
import java.util.ServiceLoader;

import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.framework.startlevel.FrameworkStartLevel;

import announcer.app.home.HomeFolder;

/**
 * One framework with the product in it, on one home. {@link #run()} belongs to one thread; {@link #stop(long)} may be called by any.
 */
final class ProductFramework {
    private final HomeFolder home;
    private final Distribution distribution;
    private final PrintStream report;
    private final Framework framework;

    /**
     * @param settings the framework's properties
     * @param report takes lines for the administrator
     */
    ProductFramework(HomeFolder home, Distribution distribution, Map<String, String> settings, PrintStream report) {
        this.home = home;
        this.distribution = distribution;
        this.report = report;
        this.framework = ServiceLoader.load(FrameworkFactory.class).findFirst()
                .orElseThrow(() -> new IllegalStateException("no OSGi framework on the class path")).newFramework(settings);
    }

    /** Starts the product and returns when it has been stopped, from wherever; a restart of the framework from the console is no end. */
    void run() throws IOException, BundleException, InterruptedException {
        start();
        awaitEnd();
    }

    /** Brings the bundles up to date and starts them; returns when the framework has reached its level. */
    void start() throws IOException, BundleException {
        framework.init();
        ProductInstaller installer = new ProductInstaller(framework.getBundleContext(), report);
        installer.bringTo(distribution, home.productList());
        // Read by the HTTP API and the shell, which tell it with the status: a system property is one of every framework's.
        System.setProperty(FrameworkProperties.RESTING, String.join("\n", installer.resting()));
        framework.adapt(FrameworkStartLevel.class).setInitialBundleStartLevel(StartLevels.PRODUCT);
        framework.start();
    }

    private void awaitEnd() throws IOException, BundleException, InterruptedException {
        while (true) {
            FrameworkEvent event = framework.waitForStop(0);
            if (event.getType() != FrameworkEvent.STOPPED_UPDATE && event.getType() != FrameworkEvent.STOPPED_SYSTEM_REFRESHED) {
                break;
            }
            framework.start();
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
