package announcer.tts.mary;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;

import aQute.bnd.osgi.Builder;
import aQute.bnd.osgi.Jar;

import announcer.api.speech.SpeechEngine;

/** A real framework with Declarative Services and the bundle, built as the module builds it. The API and SLF4J are the test's own. */
final class Product implements AutoCloseable {
    private static final String[] NEEDED = {"org.osgi.util.function-", "org.osgi.util.promise-", "org.osgi.service.component-1",
            "org.apache.felix.scr-"};
    private static final String SHARED = "org.slf4j;version=2.0.20,announcer.api.speech;version=0.9.0,announcer.api.audio;version=0.9.0";

    final BundleContext context;
    private final Framework framework;

    Product(Path dir) throws Exception {
        Map<String, String> p = new HashMap<>();
        p.put(Constants.FRAMEWORK_STORAGE, dir.resolve("storage").toString());
        p.put(Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA, SHARED);
        framework = new org.apache.felix.framework.FrameworkFactory().newFramework(p);
        framework.start();
        context = framework.getBundleContext();
        for (String name : NEEDED) {
            context.installBundle(jar(name).toURI().toString());
        }
        for (Bundle bundle : context.getBundles()) {
            bundle.start();
        }
    }

    Bundle install(Path jar) throws Exception {
        return context.installBundle(jar.toUri().toString());
    }

    static void update(Bundle bundle, Path jar) throws Exception {
        try (InputStream in = Files.newInputStream(jar)) {
            bundle.update(in);
        }
    }

    /** The engine, as soon as it is there. A fragment has the bundle start anew, so a reference may be stale in the next moment. */
    SpeechEngine engine() {
        AtomicReference<SpeechEngine> engine = new AtomicReference<>();
        Await.until("the engine is registered", () -> {
            ServiceReference<SpeechEngine> reference = context.getServiceReference(SpeechEngine.class);
            engine.set(reference == null ? null : context.getService(reference));
            return engine.get() != null;
        });
        return engine.get();
    }

    /** The bundle from the module's own bnd.bnd. */
    static Path bundle(Path dir) throws Exception {
        try (Builder b = new Builder()) {
            b.setProperties(new File("bnd.bnd").getAbsoluteFile());
            b.setProperty(Constants.BUNDLE_SYMBOLICNAME, "announcer.tts.mary");
            b.setProperty(Constants.BUNDLE_VERSION, "1.0.0");
            b.setProperty("Private-Package", "announcer.tts.mary,org.apache.log4j");
            return built(b, dir.resolve("mary.jar"));
        }
    }

    /** A voice as an administrator wraps it, see readme.md. */
    static Path fragment(Path dir) throws Exception {
        Path classes = Path.of("target", "test-classes", "announcer", "tts", "mary", "voice");
        Map<String, byte[]> voice = new TreeMap<>();
        for (String file : new String[]{"Config.class", "voice.config"}) {
            voice.put("announcer/tts/mary/voice/" + file, Files.readAllBytes(classes.resolve(file)));
        }
        voice.put("META-INF/services/marytts.config.MaryConfig", "announcer.tts.mary.voice.Config".getBytes(StandardCharsets.UTF_8));
        Manifest manifest = new Manifest(new ByteArrayInputStream("""
                Manifest-Version: 1.0
                Bundle-ManifestVersion: 2
                Bundle-SymbolicName: voice.other
                Bundle-Version: 5.2.1
                Fragment-Host: announcer.tts.mary
                Bundle-ClassPath: voice.jar
                """.getBytes(StandardCharsets.UTF_8)));
        Path jar = dir.resolve("fragment.jar");
        Files.write(jar, zipped(manifest, Map.of("voice.jar", zipped(new Manifest(), voice))));
        return jar;
    }

    private static byte[] zipped(Manifest manifest, Map<String, byte[]> entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes, manifest)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                jar.putNextEntry(new JarEntry(entry.getKey()));
                jar.write(entry.getValue());
            }
        }
        return bytes.toByteArray();
    }

    private static Path built(Builder b, Path to) throws Exception {
        // As the root bnd.bnd has it.
        b.setProperty("-runee", "JavaSE-17");
        b.setProperty("-conditionalpackage", "announcer.lib.*");
        b.addClasspath(new File("target/classes").getAbsoluteFile());
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (entry.endsWith(".jar") || entry.endsWith(classes("announcer.api")) || entry.endsWith(classes("announcer.lib"))) {
                b.addClasspath(new File(entry));
            }
        }
        Jar jar = b.build();
        if (!b.getErrors().isEmpty()) {
            throw new AssertionError(b.getErrors().toString());
        }
        // Packing jars once more takes seconds and changes nothing.
        jar.setCompression(Jar.Compression.STORE);
        jar.write(to.toFile());
        return to;
    }

    private static String classes(String module) {
        return module + File.separator + "target" + File.separator + "classes";
    }

    private static File jar(String name) {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator)).map(File::new)
                .filter(f -> f.getName().startsWith(name)).findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not on the class path"));
    }

    @Override
    public void close() throws BundleException {
        framework.stop();
        try {
            framework.waitForStop(Duration.ofSeconds(20).toMillis());
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted while the framework stopped", e);
        }
    }
}
