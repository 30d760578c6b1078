package announcer.transport.unix;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardSocketOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

import org.newsclub.net.unix.AFUNIXServerSocketChannel;
import org.newsclub.net.unix.AFUNIXSocketAddress;
import org.newsclub.net.unix.AFUNIXSocketChannel;
import org.newsclub.net.unix.ConnectionRefusedSocketException;
import org.newsclub.net.unix.FileDescriptorCast;

/**
 * A socket's file and the listener on it. All of it is done by the holder of the path's {@link SocketLock}, and by one thread at a time.
 */
final class SocketFile {
    private static final int MODE_FORMAT = 0170000;
    private static final int MODE_SOCKET = 0140000;
    // Readers that wait while one is served; few, because nobody needs more, and each costs a look when it has left.
    private static final int WAITING_READERS = 8;
    private static final int MAX_BYTES = System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("mac") ? 103 : 107;

    /** The longest name that a fresh folder gets, and the socket's name in it. */
    private static final String BIRTHPLACE = ".zzzz";
    private static final String BORN = "s";

    private final Path path;
    /** Owns the descriptor together with {@link #listener}; must not be collected before it, or its finalizer closes both. */
    private final AFUNIXServerSocketChannel bound;
    private final AFUNIXServerSocketChannel listener;
    private final Object fileKey;

    private SocketFile(Path path, AFUNIXServerSocketChannel bound, Object fileKey) throws IOException {
        this.path = path;
        this.bound = bound;
        // junixsocket stops accepting when the file that it bound is no longer where it was. An object made from the bare descriptor does
        // not know where that was.
        this.listener = FileDescriptorCast.using(bound.getFileDescriptor()).as(AFUNIXServerSocketChannel.class);
        listener.configureBlocking(false);
        this.fileKey = fileKey;
    }

    /** Returns the fault of a path's length, if any. */
    static Optional<String> lengthProblem(String path) {
        int bytes = path.getBytes(StandardCharsets.UTF_8).length;
        return bytes <= MAX_BYTES
                ? Optional.empty()
                : Optional.of(
                        path + " has " + bytes + " bytes, and the path of a socket has at most " + MAX_BYTES + ": choose a shorter one");
    }

    /** Returns the fault of a path's length, if any: of the file, or of the folder beside it that it is born in. */
    static Optional<String> lengthProblem(Path folder, String file) {
        return lengthProblem(folder.resolve(file).toString()).or(() -> lengthProblem(folder.resolve(BIRTHPLACE).resolve(BORN).toString()));
    }

    /** The group of this name, if the machine knows it. */
    static Optional<GroupPrincipal> group(String name) {
        try {
            return Optional.of(FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByGroupName(name));
        } catch (UserPrincipalNotFoundException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look up group '" + name + "'", e);
        }
    }

    /**
     * Listens on a path. The socket is made in a fresh folder that nobody else can enter, given its group and mode, and moved into place:
     * at no moment can it be reached with the mode 0666 that it is born with.
     */
    static SocketFile listen(Path path, UnixTransportSettings settings) throws IOException {
        removeStale(path);
        Path folder = freshFolder(path.getParent());
        AFUNIXServerSocketChannel bound = AFUNIXServerSocketChannel.open();
        SocketFile made = null;
        try {
            Path born = folder.resolve(BORN);
            Optional<String> tooLong = lengthProblem(born.toString());
            if (tooLong.isPresent()) {
                throw new IOException("the socket is made in a folder of its own first: " + tooLong.get());
            }
            bound.setOption(StandardSocketOptions.SO_REUSEADDR, false);
            bound.bind(AFUNIXSocketAddress.of(born), WAITING_READERS);
            admit(born, settings);
            Object key = Files.readAttributes(born, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS).fileKey();
            SocketFile listening = new SocketFile(path, bound, key);
            Files.move(born, path, StandardCopyOption.ATOMIC_MOVE);
            made = listening;
            return made;
        } finally {
            if (made == null) {
                bound.close();
                Files.deleteIfExists(folder.resolve(BORN));
            }
            Files.delete(folder);
        }
    }

    AFUNIXServerSocketChannel listener() {
        return listener;
    }

    /** Stops listening and removes the file, unless it is no longer ours. */
    void close() throws IOException {
        try (bound; listener) {
            Object there = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS).fileKey();
            if (there.equals(fileKey)) {
                Files.delete(path);
            }
        } catch (NoSuchFileException e) {
            // Somebody tidied up before us: what we want is so already.
            return;
        }
    }

    private static void admit(Path socket, UnixTransportSettings settings) throws IOException {
        if (settings.group().isPresent()) {
            String name = settings.group().get();
            GroupPrincipal group = group(name).orElseThrow(
                    () -> new IOException("the group '" + name + "' of " + UnixTransport.PID + " is not known to this machine"));
            try {
                Files.getFileAttributeView(socket, PosixFileAttributeView.class).setGroup(group);
            } catch (IOException e) {
                throw new IOException("cannot give the socket to group '" + name + "': is our user a member of it?", e);
            }
        }
        Files.setPosixFilePermissions(socket, settings.mode());
    }

    private static void removeStale(Path path) throws IOException {
        Map<String, Object> attributes;
        try {
            attributes = Files.readAttributes(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException e) {
            return; // the usual case
        }
        if (((Integer) attributes.get("mode") & MODE_FORMAT) != MODE_SOCKET) {
            throw new IOException(path + " exists and is not a socket: it is left alone; remove it, or choose another socketPath in "
                    + UnixTransport.PID);
        }
        // Our own kind holds the lock while it lives, so only a stranger can answer here, and a stray visitor does it no harm.
        try (AFUNIXSocketChannel visitor = AFUNIXSocketChannel.open()) {
            visitor.configureBlocking(false);
            visitor.connect(AFUNIXSocketAddress.of(path));
        } catch (ConnectionRefusedSocketException e) {
            Files.deleteIfExists(path);
            return;
        } catch (IOException e) {
            throw new IOException("cannot tell whether another program still uses the socket " + path + " (" + e.getMessage()
                    + "): it is left alone; remove it, or choose another socketPath in " + UnixTransport.PID, e);
        }
        throw new IOException("another program listens on " + path
                + ": it is not evicted; stop it, or choose another socketPath in " + UnixTransport.PID);
    }

    private static Path freshFolder(Path beside) throws IOException {
        FileAlreadyExistsException taken = null;
        for (int attempt = 0; attempt < 20; attempt++) {
            Path folder = beside.resolve("." + Integer.toString(ThreadLocalRandom.current().nextInt(36 * 36 * 36 * 36), 36));
            try {
                return Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            } catch (FileAlreadyExistsException e) {
                taken = e;
            }
        }
        throw new IOException("cannot make a folder of a fresh name in " + beside, taken);
    }
}
