package announcer.transport.unix;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;

/**
 * The right to own one socket path: a lock on a file beside it, which the operating system takes back when the process dies, however it
 * dies.
 *
 * <p>
 * The operating system's lock belongs to the process, and is lost as soon as the process closes <em>any</em> channel on that file. So a
 * second owner in this JVM must be turned away before it touches the file, also one that was loaded by another class loader (an updated
 * bundle): the one table that all of a JVM's class loaders share is the system properties.
 */
final class SocketLock {
    private static final String OWNER_PROPERTY = "announcer.transport.unix.owner:";
    private static final int MAX_TEXT = 200;
    private static final int ATTEMPTS = 20;

    private final Path file;
    private final String property;
    private final FileChannel locked;
    // Kept open for the trap above: closing it would give the lock away.
    private final FileChannel witness;

    private SocketLock(Path file, String property, FileChannel locked, FileChannel witness) {
        this.file = file;
        this.property = property;
        this.locked = locked;
        this.witness = witness;
    }

    /**
     * Takes the lock of a socket path.
     *
     * @param owner who we are, for whoever is refused later
     * @throws IOException when somebody owns it; the message says who, as far as that is known
     * @throws NoSuchFileException when the folder is not there
     */
    static SocketLock take(Path socket, String owner) throws IOException {
        Path real = socket.getParent().toRealPath().resolve(socket.getFileName());
        String property = OWNER_PROPERTY + real;
        Object present = System.getProperties().putIfAbsent(property, owner);
        if (present != null) {
            throw inUse(socket, present + " of this process");
        }
        boolean taken = false;
        try {
            Path file = real.resolveSibling(real.getFileName() + ".lock");
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                SocketLock lock = attempt(socket, file, property);
                if (lock != null) {
                    taken = true;
                    return lock;
                }
            }
            throw new IOException("the lock file " + file + " is taken and left over and over by others");
        } finally {
            if (!taken) {
                System.clearProperty(property);
            }
        }
    }

    /** Removes the lock file and lets go. The order matters: who opened the file before, finds it gone, and takes a new one. */
    void release() throws IOException {
        try (locked; witness) {
            Files.deleteIfExists(file);
        } finally {
            System.clearProperty(property);
        }
    }

    private static SocketLock attempt(Path socket, Path file, String property) throws IOException {
        FileChannel channel = open(file);
        FileChannel witness = null;
        boolean taken = false;
        try {
            FileLock lock;
            try {
                lock = channel.tryLock();
            } catch (OverlappingFileLockException e) {
                throw new IOException("the socket " + socket + " is in use by this process, by another name", e);
            }
            if (lock == null) {
                throw inUse(socket, text(channel).lines().findFirst().orElse("a process that has not said its number"));
            }
            String mark = "process " + ProcessHandle.current().pid() + "\n" + UUID.randomUUID() + "\n";
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(mark.getBytes(StandardCharsets.UTF_8)), 0);
            // The last owner may have removed the file after we opened it; then our lock is on a file that nobody else will ever open.
            try {
                witness = FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
            } catch (NoSuchFileException e) {
                return null;
            }
            if (!text(witness).equals(mark)) {
                return null;
            }
            taken = true;
            return new SocketLock(file, property, channel, witness);
        } finally {
            if (!taken) {
                channel.close();
                if (witness != null) {
                    witness.close();
                }
            }
        }
    }

    private static FileChannel open(Path file) throws IOException {
        try {
            return FileChannel.open(file,
                    Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } catch (AccessDeniedException e) {
            throw new IOException("may not open the lock file " + file
                    + ": the socket belongs to another user, or its folder is not ours to write to; choose another socketPath in "
                    + UnixTransport.PID, e);
        }
    }

    private static String text(FileChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(MAX_TEXT);
        channel.read(bytes, 0);
        return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
    }

    private static IOException inUse(Path socket, String owner) {
        return new IOException("the socket " + socket + " is in use by " + owner
                + ": it is not evicted. Stop it, or set socketPath in " + UnixTransport.PID + ", with " + UnixTransportSettings.CHANNEL
                + " in it when there are several channels");
    }
}
