package announcer.journal.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.JDBC;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;

/**
 * SQLite's native library, kept as a file from start to start: on a full disk there would be no room to unpack it again. Its name has its
 * version and its hash, so that another version never loads it. For announcer-journal.
 */
final class NativeLibrary {
    private static final Logger LOG = LoggerFactory.getLogger(NativeLibrary.class);
    private static final String PATH = "org.sqlite.lib.path";
    private static final String NAME = "org.sqlite.lib.name";
    /** Set in this process when the kept file was given to the driver once, by whatever class loader. */
    private static final String GIVEN = "announcer.journal.sqlite";
    private static final String KEPT = "kept-sqlite-";

    private NativeLibrary() {
    }

    /** Has the driver load the kept file, which is made if there is none. When that is not possible the driver unpacks one for itself. */
    static void keepIn(Path folder) {
        if (System.getProperty(PATH) != null && System.getProperty(GIVEN) == null) {
            // An administrator's.
            return;
        }
        if (System.getProperty(GIVEN) != null) {
            // A system loads one file for one class loader only, and this may be another, of a bundle that was updated.
            System.clearProperty(PATH);
            System.clearProperty(NAME);
            return;
        }
        try {
            Path kept = kept(folder);
            System.setProperty(PATH, kept.getParent().toString());
            System.setProperty(NAME, kept.getFileName().toString());
            System.setProperty(GIVEN, kept.toString());
            removeOthers(folder, kept);
        } catch (IOException e) {
            LOG.debug("SQLite's library is not kept", e);
        }
    }

    static Path kept(Path folder) throws IOException {
        String library = LibraryLoaderUtil.getNativeLibName();
        byte[] content;
        try (InputStream in = JDBC.class.getResourceAsStream(LibraryLoaderUtil.getNativeLibResourcePath() + "/" + library)) {
            if (in == null) {
                throw new IOException("the driver has no library for this system");
            }
            content = in.readAllBytes();
        }
        Path kept = folder.toAbsolutePath().resolve(KEPT + SQLiteJDBCLoader.getVersion() + "-" + hash(content) + "-" + library);
        if (!Files.isRegularFile(kept) || !Arrays.equals(Files.readAllBytes(kept), content)) {
            Path part = kept.resolveSibling(kept.getFileName() + ".part");
            try {
                Files.write(part, content);
                Files.move(part, kept, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(part);
            }
        }
        return kept;
    }

    private static String hash(byte[] content) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IOException(e);
        }
    }

    /** Of other versions. */
    private static void removeOthers(Path folder, Path kept) throws IOException {
        List<Path> all;
        try (Stream<Path> files = Files.list(folder)) {
            all = files.filter(f -> f.getFileName().toString().startsWith(KEPT)).toList();
        }
        for (Path file : all) {
            if (!file.toAbsolutePath().equals(kept)) {
                Files.deleteIfExists(file);
            }
        }
    }
}
