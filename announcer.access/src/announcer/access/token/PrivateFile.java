package announcer.access.token;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A file that only its owner may read. Not thread-safe. */
final class PrivateFile {
    private static final Logger LOG = LoggerFactory.getLogger(PrivateFile.class);
    private static final Set<PosixFilePermission> OWNER_ONLY = EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private final Path path;
    private boolean warned;

    PrivateFile(Path path) {
        this.path = path;
    }

    /** Replaces the file atomically; it is never readable by others, not even for a moment. */
    void write(String text) throws IOException {
        Files.createDirectories(path.getParent());
        Path temporary = path.resolveSibling("." + path.getFileName() + "." + UUID.randomUUID());
        try {
            writeNew(temporary, text);
            Files.move(temporary, path, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private static void writeNew(Path path, String text) throws IOException {
        boolean posix = Files.getFileStore(path.getParent()).supportsFileAttributeView(PosixFileAttributeView.class);
        FileAttribute<?>[] attributes = posix
                ? new FileAttribute<?>[]{PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
                : new FileAttribute<?>[0];
        try (FileChannel channel = FileChannel.open(path, EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                attributes)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    /** Removes the permissions of everyone but the owner, and logs it. */
    void keepPrivate() throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
        if (view == null) {
            warnOnce("{} lies on a file system without POSIX permissions: see to it yourself that only its owner can read it", null);
            return;
        }
        Set<PosixFilePermission> found = view.readAttributes().permissions();
        if (OWNER_ONLY.containsAll(found)) {
            return;
        }
        try {
            view.setPermissions(OWNER_ONLY);
            LOG.warn(
                    "{} had the permissions {}: others could read what is secret in it. They are rw------- now; if others may have read it, "
                            + "remove it: a new one is made",
                    path, PosixFilePermissions.toString(found));
        } catch (IOException e) {
            warnOnce("{} can be read by others, and its permissions cannot be changed: change them to rw------- yourself", e);
        }
    }

    private void warnOnce(String message, IOException cause) {
        if (!warned) {
            warned = true;
            LOG.warn(message, path, cause);
        }
    }
}
