package announcer.web;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The token that callers of the API must present, kept in a file that only its owner may read. The file is read for every request (it is
 * one short line), so an edit or a removal counts from the next request on. Safe for use by any thread.
 */
final class ApiToken {
    private static final Logger LOG = LoggerFactory.getLogger(ApiToken.class);
    private static final Set<PosixFilePermission> OWNER_ONLY = EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    /** 40 of 62 letters and digits: 238 bits. */
    private static final int LENGTH = 40;
    private static final int SHORTEST = 16;
    private static final int LONGEST = 4096;

    private final Path file;
    private boolean warned;

    ApiToken(Path file) {
        this.file = file;
    }

    /** Whether this is the token. How long the answer takes does not depend on how much of it is right. */
    boolean is(String presented) throws IOException {
        return MessageDigest.isEqual(current().getBytes(StandardCharsets.UTF_8), presented.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The token; when there is none yet, makes one.
     *
     * @throws IOException when the file cannot be read or made, or what it holds cannot be a token
     */
    synchronized String current() throws IOException {
        try {
            return read();
        } catch (NoSuchFileException e) {
            return make();
        }
    }

    private String read() throws IOException {
        String token;
        try (InputStream in = Files.newInputStream(file)) {
            token = new String(in.readNBytes(LONGEST), StandardCharsets.UTF_8).strip();
        }
        if (token.length() < SHORTEST || !token.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new IOException(file + " must hold one line of " + SHORTEST
                    + " or more visible ASCII characters; mend it, or remove it and a new token is made");
        }
        keepPrivate();
        return token;
    }

    private void keepPrivate() throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
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
                    "{} had the permissions {}: others could read the token. They are rw------- now; if others may have read it, remove the file "
                            + "and a new token is made",
                    file, PosixFilePermissions.toString(found));
        } catch (IOException e) {
            warnOnce("{} can be read by others, and its permissions cannot be changed: change them to rw------- yourself", e);
        }
    }

    private void warnOnce(String message, IOException cause) {
        if (!warned) {
            warned = true;
            LOG.warn(message, file, cause);
        }
    }

    /** Under its own name it is there whole or not at all, and never readable by others, not even for a moment. */
    private String make() throws IOException {
        String token = new SecureRandom().ints(LENGTH, 0, ALPHABET.length()).mapToObj(i -> ALPHABET.substring(i, i + 1))
                .reduce("", String::concat);
        Files.createDirectories(file.getParent());
        Path temporary = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID());
        try {
            write(temporary, token + "\n");
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
        LOG.info("made a token for the HTTP API in {}", file);
        return token;
    }

    private static void write(Path path, String text) throws IOException {
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
}
