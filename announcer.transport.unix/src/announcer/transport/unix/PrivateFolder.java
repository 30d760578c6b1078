package announcer.transport.unix;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * The default folder of sockets: a folder for this user alone, and in it one for each home folder, so that two instances do not meet.
 * Short, because the path of a socket has 107 bytes. Safe for use by any thread.
 */
final class PrivateFolder {
    private static final int MODE_FORMAT = 0170000;
    private static final int MODE_FOLDER = 0040000;
    private static final int OTHERS = 0077;

    private final Path forUser;
    private final Path forHome;
    private final long uid;

    /**
     * @param runtime the user's XDG_RUNTIME_DIR, if it is set
     * @param temporary used when there is none, or it is not ours: a folder that everybody may write to
     * @param uid our user
     * @param home the instance's home folder; only its name counts
     */
    PrivateFolder(Optional<Path> runtime, Path temporary, long uid, Path home) {
        this.uid = uid;
        this.forUser = runtime.filter(this::ours).map(r -> r.resolve("announcer"))
                .orElseGet(() -> temporary.resolve("announcer-" + uid));
        this.forHome = forUser.resolve(hash(home));
    }

    Path path() {
        return forHome;
    }

    /** Makes the folder where it is missing, and checks it where it is not. */
    void make() throws IOException {
        makePrivate(forUser);
        makePrivate(forHome);
    }

    /** Removes what is empty of it. */
    void removeIfEmpty() throws IOException {
        try {
            Files.deleteIfExists(forHome);
            Files.deleteIfExists(forUser);
        } catch (DirectoryNotEmptyException e) {
            // Another channel, or another instance, is still there: the last one removes it.
            return;
        }
    }

    private void makePrivate(Path folder) throws IOException {
        try {
            Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (FileAlreadyExistsException e) {
            // Expected: what counts is what it is, and somebody else may have made it to trap us.
            check(folder, e);
        }
    }

    private void check(Path folder, FileAlreadyExistsException found) throws IOException {
        Map<String, Object> attributes = Files.readAttributes(folder, "unix:mode,uid", LinkOption.NOFOLLOW_LINKS);
        int mode = (Integer) attributes.get("mode");
        long owner = Integer.toUnsignedLong((Integer) attributes.get("uid"));
        String problem;
        if ((mode & MODE_FORMAT) != MODE_FOLDER) {
            problem = "is not a folder (perhaps a link)";
        } else if (owner != uid) {
            problem = "belongs to user " + owner + ", not to us (" + uid + ")";
        } else if ((mode & OTHERS) != 0) {
            problem = "has mode " + Integer.toOctalString(mode & 0777) + ", which lets other users in; it must be 700";
        } else {
            return;
        }
        throw new IOException("the folder for sockets, " + folder + ", " + problem
                + ": sound sent there could be heard by others. Remove it, or set socketPath in " + UnixTransport.PID, found);
    }

    private boolean ours(Path folder) {
        try {
            return folder.isAbsolute() && Files.isDirectory(folder) && Files.isWritable(folder)
                    && Integer.toUnsignedLong((Integer) Files.getAttribute(folder, "unix:uid")) == uid;
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String hash(Path home) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(home.toAbsolutePath().normalize().toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
