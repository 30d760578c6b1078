package announcer.monitor.sample;

import java.io.File;
import java.nio.file.Path;

import org.osgi.framework.BundleContext;

/**
 * The version of the running product, its platform and its home folder.
 *
 * @param version the product's version
 * @param java the Java machine's version
 * @param system the operating system with its version and the machine's kind
 * @param home Announcer's home folder
 */
public record RunningProduct(String version, String java, String system, Path home) {
    public static RunningProduct of(BundleContext context) {
        String home = context.getProperty("announcer.home");
        File folder = home == null ? context.getDataFile("") : new File(home);
        return new RunningProduct(context.getBundle().getVersion().toString(), System.getProperty("java.version"),
                System.getProperty("os.name")
                        + " " + System.getProperty("os.version") + " " + System.getProperty("os.arch"),
                folder.toPath());
    }
}
