package announcer.app.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;

import announcer.app.home.HomeFolder;

/** A distribution of two small bundles, a and b, a home, and a real framework on it, which a test starts as often as it likes. */
abstract class SmallProduct {
    private static final long STOP_MILLIS = 10_000;

    @TempDir
    Path folder;
    final ByteArrayOutputStream report = new ByteArrayOutputStream();
    HomeFolder home;
    Distribution distribution;
    ProductFramework product;

    @BeforeEach
    void create() throws IOException {
        home = new HomeFolder(folder.resolve("home"));
        home.create();
        distribution = new Distribution(folder.resolve("distribution"));
        Files.createDirectories(distribution.bundleFolder());
        offer("a", "1.0.0");
        offer("b", "1.0.0");
    }

    @AfterEach
    void stop() throws Exception {
        if (product != null) {
            assertThat(product.stop(STOP_MILLIS)).isTrue();
        }
    }

    void restart() throws Exception {
        restart(false);
    }

    /** @param afterCrash as if the last run had been killed */
    void restart(boolean afterCrash) throws Exception {
        restart(afterCrash, false);
    }

    void restart(boolean afterCrash, boolean startStopped) throws Exception {
        prepare();
        product.start(afterCrash, startStopped);
    }

    /** A framework that has not started yet. */
    void prepare() throws Exception {
        prepare(OptionalInt.empty());
    }

    void prepare(OptionalInt httpPort) throws Exception {
        stop();
        product = new ProductFramework(home, distribution, FrameworkProperties.of(home, httpPort, OptionalInt.empty(), false),
                new PrintStream(report, true, StandardCharsets.UTF_8));
    }

    /** Puts a bundle without content into the distribution. */
    void offer(String name, String version, String... headers) throws IOException {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.putValue(Constants.BUNDLE_MANIFESTVERSION, "2");
        attributes.putValue(Constants.BUNDLE_SYMBOLICNAME, name);
        attributes.putValue(Constants.BUNDLE_VERSION, version);
        for (int i = 0; i < headers.length; i += 2) {
            attributes.putValue(headers[i], headers[i + 1]);
        }
        try (OutputStream file = Files.newOutputStream(jar(name)); JarOutputStream jar = new JarOutputStream(file)) {
            // Always of the same time: a jar that is made again is the same jar.
            ZipEntry entry = new ZipEntry(JarFile.MANIFEST_NAME);
            entry.setTime(0);
            jar.putNextEntry(entry);
            manifest.write(jar);
            jar.closeEntry();
        }
    }

    Path jar(String name) {
        return distribution.bundleFolder().resolve(name + ".jar");
    }

    /** The bundle with this name; null when there is none. */
    Bundle bundle(String name) {
        return Arrays.stream(product.framework().getBundleContext().getBundles()).filter(b -> name.equals(b.getSymbolicName())).findFirst()
                .orElse(null);
    }
}
