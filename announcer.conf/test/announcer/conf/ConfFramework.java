package announcer.conf;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

import aQute.bnd.osgi.Builder;
import aQute.bnd.osgi.Jar;

/** A real framework with Configuration Admin, Declarative Services, the bundle under test and a configurable sample bundle. */
final class ConfFramework implements AutoCloseable {
    private static final String[] BUNDLES = {"org.osgi.util.function-", "org.osgi.util.promise-", "org.osgi.service.component-1",
            "org.apache.felix.configadmin-",
            "org.apache.felix.metatype-", "org.apache.felix.scr-"};
    private static final String SHARED = "org.slf4j;version=2.0.20,org.osgi.service.log;version=1.5.0,org.osgi.service.cm;version=1.6.1,announcer.api.config;version=0.9.0,announcer.api.stream;version=0.9.0,"
            + "org.apache.felix.webconsole.spi;version=1.3.0";

    // Any bundle may have them; the sample's metatype refers to them. Two lines of Chinese as the Metatype Service reads them.
    private static final String WORDS = "OSGI-INF/l10n/sample.properties;literal='form=Sample\nport=Port (TCP)\nfast=Fast\n',"
            + "OSGI-INF/l10n/sample_zh.properties;literal='form=\\u6837\\u4f8b\nport=\\u7aef\\u53e3\n'";

    private static final Map<String, Path> BUILT = new HashMap<>();

    final Path home;
    final Framework framework;
    final BundleContext context;

    ConfFramework(Path dir, boolean withSample, String... overrides) throws Exception {
        home = dir.resolve("home");
        Map<String, String> p = new HashMap<>();
        p.put(Constants.FRAMEWORK_STORAGE, dir.resolve("storage").toString());
        p.put(Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA, SHARED);
        p.put("announcer.home", home.toString());
        for (int i = 0; i < overrides.length; i += 2) {
            p.put(overrides[i], overrides[i + 1]);
        }
        FrameworkFactory factory = new org.apache.felix.framework.FrameworkFactory();
        framework = factory.newFramework(p);
        framework.init();
        context = framework.getBundleContext();
        Map<String, Bundle> bundles = new LinkedHashMap<>();
        for (String name : BUNDLES) {
            File jar = jar(name);
            bundles.put(name, context.installBundle(jar.toURI().toString()));
        }
        Bundle conf = context.installBundle("reference:" + built("announcer.conf", Path.of("target/classes"), "announcer.conf.*",
                "org.apache.felix.webconsole.spi;resolution:=optional,jakarta.servlet.*;resolution:=optional,*").toUri());
        framework.start();
        bundles.values().forEach(ConfFramework::start);
        // First the files, then what they configure, as the start levels of the product do it; here all are started by hand, in this order.
        if (withSample) {
            installSample();
        }
        start(conf);
        if (withSample) {
            start(sample());
        }
    }

    void installSample() throws Exception {
        if (sample() == null) {
            context.installBundle(
                    "reference:" + built("sample", Path.of("target/test-classes"), "announcer.conf.sample", "*").toUri());
        }
    }

    Bundle sample() {
        return bundle("sample");
    }

    Bundle bundle(String name) {
        return Arrays.stream(context.getBundles()).filter(b -> name.equals(b.getSymbolicName())).findFirst().orElse(null);
    }

    static void start(Bundle b) {
        try {
            b.start();
        } catch (org.osgi.framework.BundleException e) {
            throw new AssertionError(b + " does not start", e);
        }
    }

    private static File jar(String name) {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator)).map(File::new)
                .filter(f -> f.getName().startsWith(name)).findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not on the class path"));
    }

    /** The bundle as bnd builds it, once for all tests: they only read it. */
    private static synchronized Path built(String name, Path classes, String privatePackage, String imports) throws Exception {
        Path known = BUILT.get(name);
        if (known != null) {
            return known;
        }
        Path jar = Files.createTempFile(name + "-", ".jar");
        jar.toFile().deleteOnExit();
        try (Builder b = new Builder()) {
            b.setProperty("Bundle-SymbolicName", name);
            b.setProperty("Bundle-Version", "1.0.0");
            b.setProperty("Private-Package", privatePackage);
            b.setProperty("Import-Package", imports);
            b.setProperty("-conditionalpackage", "announcer.lib.*");
            b.setProperty("-runee", "JavaSE-17");
            b.setProperty("-contract", "!*");
            b.setProperty("-includeresource", WORDS);
            b.addClasspath(classes.toFile());
            for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
                // A module of this build that is not packed yet is a folder.
                if (entry.endsWith(".jar") || entry.endsWith(Path.of("announcer.lib", "target", "classes").toString())) {
                    b.addClasspath(new File(entry));
                }
            }
            Jar built = b.build();
            if (!b.getErrors().isEmpty()) {
                throw new AssertionError(b.getErrors().toString());
            }
            built.write(jar.toFile());
        }
        BUILT.put(name, jar);
        return jar;
    }

    Path file(String name) {
        return home.resolve("conf").resolve(name);
    }

    void edit(String name, String text) throws Exception {
        Files.createDirectories(home.resolve("conf"));
        Files.writeString(file(name), text, java.nio.charset.StandardCharsets.UTF_8);
    }

    String text(String name) throws Exception {
        return Files.readString(file(name), java.nio.charset.StandardCharsets.UTF_8);
    }

    ConfigurationAdmin admin() {
        return context.getService(context.getServiceReference(ConfigurationAdmin.class));
    }

    List<Configuration> configurations() throws Exception {
        Configuration[] all = admin().listConfigurations(null);
        return all == null ? List.of() : List.of(all);
    }

    /** What the sample component of a PID was configured with; null: there is none. */
    @SuppressWarnings("unchecked")
    Map<String, Object> seen(String pid) {
        try {
            for (ServiceReference<?> r : context.getServiceReferences(Supplier.class, null)) {
                Object name = r.getProperty("component.name");
                if (name != null && name.toString().toLowerCase(java.util.Locale.ROOT).endsWith(pid)) {
                    return ((Supplier<Map<String, Object>>) context.getService(r)).get();
                }
            }
        } catch (org.osgi.framework.InvalidSyntaxException e) {
            throw new AssertionError(e);
        }
        return null;
    }

    /** Waits for a condition; the time it took. */
    static Duration until(String what, Callable<Boolean> condition) throws Exception {
        long start = System.nanoTime();
        while (!condition.call()) {
            if (System.nanoTime() - start > 15_000_000_000L) {
                throw new AssertionError("not within 15 s: " + what);
            }
            LockSupport.parkNanos(10_000_000);
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }

    @Override
    public void close() throws org.osgi.framework.BundleException {
        framework.stop();
        try {
            framework.waitForStop(10_000);
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted while the framework stopped", e);
        }
    }
}
