package announcer.web.bundles;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;

/** A real Felix framework, and small bundles for it. */
public final class TestFramework {
    private static final long STOP_MILLIS = 10_000;

    private final Framework framework;

    public TestFramework(Path storage) throws Exception {
        framework = ServiceLoader.load(FrameworkFactory.class).findFirst().orElseThrow()
                .newFramework(Map.of(Constants.FRAMEWORK_STORAGE, storage.toString(), "felix.log.level", "0",
                        // Their activators are the test's own classes.
                        Constants.FRAMEWORK_BUNDLE_PARENT, Constants.FRAMEWORK_BUNDLE_PARENT_APP, Constants.FRAMEWORK_BOOTDELEGATION,
                        "announcer.*"));
        framework.start();
    }

    public BundleContext context() {
        return framework.getBundleContext();
    }

    /** Installs one; it is not started. */
    public Bundle install(String name, String version, String... headers) throws Exception {
        return context().installBundle(name + "-" + version, new ByteArrayInputStream(jar(name, version, headers)));
    }

    /** A bundle with nothing in it but its manifest, and its activator when one is named. */
    public static byte[] jar(String name, String version, String... headers) throws IOException {
        Map<String, String> all = new HashMap<>();
        all.put(Constants.BUNDLE_MANIFESTVERSION, "2");
        all.put(Constants.BUNDLE_SYMBOLICNAME, name);
        all.put(Constants.BUNDLE_VERSION, version);
        for (int i = 0; i < headers.length; i += 2) {
            all.put(headers[i], headers[i + 1]);
        }
        return jar(all);
    }

    private static byte[] jar(Map<String, String> headers) throws IOException {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.forEach(attributes::putValue);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes, manifest)) {
            String exported = headers.get(Constants.EXPORT_PACKAGE);
            if (exported != null) {
                // A package is there only when something is in it.
                jar.putNextEntry(new JarEntry(exported.replace('.', '/') + "/here.txt"));
                jar.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    public void close() throws Exception {
        framework.stop();
        framework.waitForStop(STOP_MILLIS);
    }

    /** An activator that fails. */
    public static final class Failing implements BundleActivator {
        @Override
        public void start(BundleContext context) {
            throw new IllegalStateException("the port 8554 is taken");
        }

        @Override
        public void stop(BundleContext context) {
            // It never ran.
        }
    }
}
