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
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The default folder of sockets: a folder for this user alone, and in it one for each home folder, so that two instances do not meet.
 * Short, because the path of a socket has 107 bytes. Somebody else's file or folder of that name keeps nobody off the air: another name is
 * taken then. Safe for use by any thread.
 */
final class PrivateFolder {
    private static final int MODE_FORMAT = 0170000;
    private static final int MODE_FOLDER = 0040000;
    private static final int OTHERS = 0077;
    private static final int ATTEMPTS = 20;
    private static final int RANDOM_BYTES = 4;

    private final Optional<Path> runtime;
    private final Path temporary;
    private final String ofHome;
    private final long uid;
    private final Consumer<String> log;
    /** The folder whose name nobody could know; empty: there is none yet. Guarded by this. */
    private Optional<Path> substitute = Optional.empty();
    /** What was said last; guarded by this. */
    private String told = "";

    /**
     * @param runtime the user's XDG_RUNTIME_DIR, if it is set
     * @param temporary used when there is none, or it is not ours: a folder that everybody may write to
     * @param uid our user
     * @param home the instance's home folder; only its name counts
     * @param log takes a line about what is in the way, once
     */
    PrivateFolder(Optional<Path> runtime, Path temporary, long uid, Path home, Consumer<String> log) {
        this.uid = uid;
        this.runtime = runtime;
        this.temporary = temporary;
        this.log = log;
        ofHome = hash(home);
    }

    /**
     * Makes the folder where it is missing, and checks it where it is not; returns it. That may be another one the next time. A runtime folder
     * whose path is too long for this socket, as in a nested container, gives way to the temporary one.
     *
     * @param file the name of the socket that is to lie in it
     * @throws IOException when there can be none; the message says what was in the way of the best one
     */
    synchronized Path make(String file) throws IOException {
        List<IOException> obstacles = new ArrayList<>();
        for (Path forUser : usual()) {
            try {
                checkLength(forUser, file);
                return tell(obstacles, makeBoth(forUser));
            } catch (IOException e) {
                obstacles.add(e);
            }
        }
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Path forUser = substitute.orElseGet(() -> temporary.resolve("announcer-" + uid + "-" + random()));
            try {
                Path made = makeBoth(forUser);
                substitute = Optional.of(forUser);
                return tell(obstacles, made);
            } catch (IOException e) {
                substitute = Optional.empty();
                obstacles.add(e);
            }
        }
        IOException first = obstacles.remove(0);
        obstacles.forEach(first::addSuppressed);
        String remedy = first.getCause() instanceof FileAlreadyExistsException
                ? ". Remove it, or set socketPath in "
                : ", with socketPath in ";
        throw new IOException(first.getMessage() + remedy + UnixTransport.PID, first);
    }

    /** The folders for this user whose names are known, the best first. */
    private List<Path> usual() {
        return Stream.concat(runtime.filter(this::ours).map(r -> r.resolve("announcer")).stream(),
                Stream.of(temporary.resolve("announcer-" + uid))).toList();
    }

    private void checkLength(Path forUser, String file) throws IOException {
        Optional<String> tooLong = SocketFile.lengthProblem(forUser.resolve(ofHome), file);
        if (tooLong.isPresent()) {
            throw new IOException(tooLong.get());
        }
    }

    private Path tell(List<IOException> obstacles, Path instead) {
        if (!obstacles.isEmpty()) {
            IOException first = obstacles.get(0);
            String line = first.getMessage() + ". They lie in " + instead + " instead"
                    + (first.getCause() instanceof FileAlreadyExistsException ? "; remove what is in the way" : "");
            if (!line.equals(told)) {
                told = line;
                log.accept(line);
            }
        }
        return instead;
    }

    private Path makeBoth(Path forUser) throws IOException {
        Path forHome = forUser.resolve(ofHome);
        for (int attempt = 0;; attempt++) {
            makePrivate(forUser);
            try {
                makePrivate(forHome);
                return forHome;
            } catch (NoSuchFileException e) {
                // Another instance that left has just removed the outer one as empty.
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    /** Removes what is empty of a folder that {@link #make} gave. */
    static void removeIfEmpty(Path forHome) throws IOException {
        try {
            Files.deleteIfExists(forHome);
            Files.deleteIfExists(forHome.getParent());
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
        throw new IOException("the folder for sockets, " + folder + ", " + problem + ": sound sent there could be heard by others", found);
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

    private static String random() {
        byte[] bytes = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
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
