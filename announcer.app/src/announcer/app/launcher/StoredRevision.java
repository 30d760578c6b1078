package announcer.app.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import org.osgi.framework.Constants;

/**
 * One content of a bundle in Felix's storage: the folder {@code versionREFRESHES.NUMBER} with {@code bundle.jar}, the file
 * {@code revision.location}, and what the framework has unpacked from the jar.
 *
 * @param folder where it is
 * @param refreshes see {@link BundleInfo}
 * @param number of two contents the one with the higher number is in force
 */
record StoredRevision(Path folder, long refreshes, long number) {
    private static final Pattern NAME = Pattern.compile("version(?<refreshes>\\d{1,18})\\.(?<number>\\d{1,18})");
    private static final Pattern LOCATION = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:[^\\p{Cntrl}]*");
    private static final String JAR = "bundle.jar";
    private static final String ORIGIN = "revision.location";
    private static final String STREAM = "inputstream:";
    private static final String REFERENCE = "reference:";
    private static final List<String> UNPACKED = List.of(JAR + "-embedded", JAR + "-lib");

    /** All contents in a bundle's folder, the one in force first. */
    static List<StoredRevision> of(Path bundle) throws IOException {
        List<StoredRevision> all = new ArrayList<>();
        try (Stream<Path> files = Files.list(bundle)) {
            for (Path file : files.filter(Files::isDirectory).toList()) {
                Matcher name = NAME.matcher(file.getFileName().toString());
                if (name.matches()) {
                    all.add(new StoredRevision(file, Long.parseLong(name.group("refreshes")), Long.parseLong(name.group("number"))));
                }
            }
        }
        all.sort(Comparator.comparingLong(StoredRevision::number).thenComparingLong(StoredRevision::refreshes));
        Collections.reverse(all);
        return all;
    }

    Path jar() {
        return folder.resolve(JAR);
    }

    /** Where its jar lies, when it was not copied here: {@code reference:file:...}. */
    Optional<String> reference() throws IOException {
        return origin().filter(origin -> origin.startsWith(REFERENCE));
    }

    private Optional<String> origin() throws IOException {
        Path file = folder.resolve(ORIGIN);
        return Files.isRegularFile(file)
                ? new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).lines().findFirst()
                : Optional.empty();
    }

    /** Whether the framework can read it: its jar has a manifest, in which a bundle needs no name, or lies elsewhere. */
    boolean isReadable() throws IOException {
        return hasManifest() || reference().isPresent();
    }

    private boolean hasManifest() {
        try (JarFile file = new JarFile(jar().toFile(), false)) {
            return file.getManifest() != null;
        } catch (IOException | IllegalArgumentException torn) {
            return false;
        }
    }

    /** The name in the jar's manifest; empty when it is no jar of a bundle, or not whole. */
    Optional<String> symbolicName() {
        try {
            return symbolicName(jar());
        } catch (IOException torn) {
            return Optional.empty();
        }
    }

    /** The name of the bundle in a jar; empty when it holds none. */
    static Optional<String> symbolicName(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile(), false)) {
            Manifest manifest = file.getManifest();
            return Optional.ofNullable(manifest == null ? null : manifest.getMainAttributes().getValue(Constants.BUNDLE_SYMBOLICNAME))
                    .map(name -> name.split(";", 2)[0].trim());
        } catch (IllegalArgumentException e) {
            throw new IOException(jar + " is no jar: " + e.getMessage(), e);
        }
    }

    /** Whether the jar is a fragment's, which is never started itself. */
    boolean isFragment() throws IOException {
        try (JarFile file = new JarFile(jar().toFile(), false)) {
            return file.getManifest().getMainAttributes().getValue(Constants.FRAGMENT_HOST) != null;
        }
    }

    /** Whether every entry of the jar is what its checksum says. Reads all of it. */
    boolean isWhole() {
        try (ZipFile zip = new ZipFile(jar().toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                try (CheckedInputStream in = new CheckedInputStream(zip.getInputStream(entry), new CRC32())) {
                    in.transferTo(OutputStream.nullOutputStream());
                    if (entry.getCrc() >= 0 && in.getChecksum().getValue() != entry.getCrc()) {
                        return false;
                    }
                }
            }
            return true;
        } catch (IOException | IllegalArgumentException torn) {
            return false;
        }
    }

    /** Writes down anew where the content is from, when that cannot be read: the framework would drop the bundle for it. */
    boolean mendOrigin() throws IOException {
        if (origin().filter(o -> LOCATION.matcher(o).matches()).isPresent()) {
            return false;
        }
        Files.writeString(folder.resolve(ORIGIN), STREAM, StandardCharsets.US_ASCII);
        return true;
    }

    /** Makes it a copy of a jar. */
    void fill(InputStream content) throws IOException {
        Files.createDirectories(folder);
        Files.copy(content, jar());
        mendOrigin();
    }

    /**
     * Removes what was unpacked from the jar and is not as long as there, or no archive any more: the framework takes what is there for whole,
     * and unpacks what is not.
     *
     * @return how many files were removed
     */
    int dropTornCopies() throws IOException {
        int dropped = 0;
        for (String name : UNPACKED) {
            Path unpacked = folder.resolve(name);
            if (Files.isDirectory(unpacked)) {
                // Native libraries lie in one more folder, which the framework counts up.
                int above = name.endsWith("-lib") ? 1 : 0;
                dropped += dropTornCopies(unpacked, above);
            }
        }
        return dropped;
    }

    private int dropTornCopies(Path unpacked, int above) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(unpacked)) {
            files = walk.filter(Files::isRegularFile).toList();
        }
        int dropped = 0;
        try (ZipFile zip = new ZipFile(jar().toFile())) {
            for (Path file : files) {
                Path path = unpacked.relativize(file);
                if (path.getNameCount() > above
                        && !isCopy(file, zip.getEntry(path.subpath(above, path.getNameCount()).toString().replace('\\', '/')))) {
                    Files.delete(file);
                    dropped++;
                }
            }
        }
        return dropped;
    }

    private static boolean isCopy(Path file, ZipEntry of) throws IOException {
        if (of == null) {
            return true;
        }
        if (Files.size(file) != of.getSize()) {
            return false;
        }
        if (!of.getName().endsWith(".jar")) {
            return true;
        }
        try (ZipFile archive = new ZipFile(file.toFile())) {
            return archive.size() >= 0;
        } catch (IOException torn) {
            return false;
        }
    }
}
