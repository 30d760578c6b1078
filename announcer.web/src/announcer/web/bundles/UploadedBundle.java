package announcer.web.bundles;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

import org.osgi.framework.Constants;
import org.osgi.framework.Version;

import announcer.web.http.Problem;

/**
 * The file of a bundle that was uploaded. It is a temporary file until it is closed.
 *
 * @param file where
 * @param name its symbolic name
 * @param version its version
 */
record UploadedBundle(Path file, String name, Version version) implements AutoCloseable {
    private static final int BUFFER = 65_536;
    private static final String MANIFEST_VERSION = "2";

    /**
     * Receives an upload and checks that it is a bundle.
     *
     * @param in the upload
     * @param mostBytes the largest that is taken
     * @throws Problem when it is too long, breaks off, or is not a bundle
     */
    static UploadedBundle receive(InputStream in, long mostBytes) throws Problem, IOException {
        return receive(in, mostBytes, Path.of(System.getProperty("java.io.tmpdir")));
    }

    /** @param folder keeps it until it is closed */
    static UploadedBundle receive(InputStream in, long mostBytes, Path folder) throws Problem, IOException {
        Path file = stored(() -> Files.createTempFile(folder, "announcer-upload", ".jar"), folder);
        boolean kept = false;
        try {
            stored(() -> copy(in, file, mostBytes), folder);
            UploadedBundle jar = read(file);
            kept = true;
            return jar;
        } finally {
            if (!kept) {
                Files.delete(file);
            }
        }
    }

    /** What works on a file here; what the caller sends fails with a {@link Problem}, so an IOException is of the file. */
    private interface Step<T> {
        T run() throws Problem, IOException;
    }

    private static <T> T stored(Step<T> step, Path folder) throws Problem {
        try {
            return step.run();
        } catch (IOException e) {
            throw new Problem(507, "bundle-not-stored", "The file could not be stored", "the bundle could not be stored in " + folder + " ("
                    + Problem.shortened(e.toString()) + "); nothing was changed; make room on that disk, and send it again")
                    .header("Connection", "close");
        }
    }

    private static Path copy(InputStream in, Path file, long mostBytes) throws Problem, IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            byte[] buffer = new byte[BUFFER];
            long length = 0;
            for (int n = read(in, buffer, length); n >= 0; n = read(in, buffer, length)) {
                length += n;
                if (length > mostBytes) {
                    throw tooLong(mostBytes);
                }
                out.write(buffer, 0, n);
            }
        }
        return file;
    }

    private static int read(InputStream in, byte[] buffer, long length) throws Problem {
        try {
            return in.read(buffer);
        } catch (IOException e) {
            throw new Problem(400, "body-incomplete", "The body did not arrive whole",
                    "the bundle could not be read to its end after " + length + " bytes: " + e).header("Connection", "close");
        }
    }

    static Problem tooLong(long mostBytes) {
        return new Problem(413, "body-too-long", "The body is too long", "the bundle is longer than " + (mostBytes >> 20)
                + " MiB (setting maxBundleMegabytes of announcer.web); raise it, or put the file into the product's folder")
                .header("Connection", "close");
    }

    private static UploadedBundle read(Path file) throws Problem, IOException {
        try (JarFile jar = new JarFile(file.toFile())) {
            Manifest manifest = jar.getManifest();
            Attributes headers = manifest == null ? new Attributes() : manifest.getMainAttributes();
            String name = word(headers.getValue(Constants.BUNDLE_SYMBOLICNAME))
                    .orElseThrow(() -> notABundle("its manifest has no Bundle-SymbolicName"));
            if (word(headers.getValue(Constants.BUNDLE_MANIFESTVERSION)).filter(MANIFEST_VERSION::equals).isEmpty()) {
                throw notABundle("its manifest has no Bundle-ManifestVersion: 2");
            }
            return new UploadedBundle(file, name, version(headers.getValue(Constants.BUNDLE_VERSION)));
        } catch (IOException e) {
            throw notABundle("it cannot be read as a jar: " + e.getMessage());
        }
    }

    private static Version version(String header) throws Problem {
        try {
            return Version.parseVersion(header);
        } catch (IllegalArgumentException e) {
            throw notABundle("its Bundle-Version is \"" + Problem.shortened(header) + "\", which is no version");
        }
    }

    private static Optional<String> word(String header) {
        return Optional.ofNullable(header).map(h -> h.split(";", 2)[0].strip()).filter(word -> !word.isEmpty());
    }

    private static Problem notABundle(String why) {
        return new Problem(422, "not-a-bundle", "The file is not an OSGi bundle", "the file that was sent is not an OSGi bundle: " + why
                + "; nothing was changed");
    }

    InputStream open() throws IOException {
        return Files.newInputStream(file);
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
    }
}
