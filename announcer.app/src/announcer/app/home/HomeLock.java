package announcer.app.home;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The right to run on a home: a lock of the operating system on {@code data/lock}, which ends with the process however that ends. The
 * process id in the file is for people and for the client commands.
 */
public final class HomeLock implements AutoCloseable {
    private static final int ATTEMPTS = 5;

    private final Path file;
    private final FileChannel channel;
    private final FileLock lock;
    private boolean leftBehind;
    private IOException unsigned;

    private HomeLock(Path file, FileChannel channel, FileLock lock) {
        this.file = file;
        this.channel = channel;
        this.lock = lock;
    }

    /** Takes the lock; empty when another process has it. */
    public static Optional<HomeLock> take(Path file) throws IOException {
        boolean leftBehind = Files.exists(file);
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            if (!Files.exists(file)) {
                Files.write(file, new byte[0], StandardOpenOption.CREATE);
            }
            Object before = identity(file);
            Optional<HomeLock> taken = tryOnce(file);
            if (taken.isEmpty()) {
                return taken;
            }
            // An owner that ends removes the file: what was locked here may be the removed one, which guards nothing. Asked without
            // opening the file: on POSIX systems, closing any descriptor of it would give the lock up.
            if (before != null && before.equals(identity(file))) {
                taken.get().leftBehind = leftBehind;
                taken.get().sign();
                return taken;
            }
            taken.get().channel.close();
        }
        return Optional.empty();
    }

    /** Whether the former owner had no end of its own: it was killed, or the machine went down. */
    public boolean isLeftBehind() {
        return leftBehind;
    }

    private static Optional<HomeLock> tryOnce(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        FileLock lock = null;
        try {
            lock = channel.tryLock();
            return lock == null ? Optional.empty() : Optional.of(new HomeLock(file, channel, lock));
        } catch (OverlappingFileLockException heldByThisProcess) {
            return Optional.empty();
        } finally {
            if (lock == null) {
                channel.close();
            }
        }
    }

    /** Which file the path names now: its inode, or its time of creation where there are none; null when there is no file. */
    private static Object identity(Path file) throws IOException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return attributes.fileKey() == null ? attributes.creationTime() : attributes.fileKey();
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    /** Writes the process id. The lock holds without it: a full disk is no reason not to start. */
    private void sign() {
        try {
            channel.truncate(0);
            channel.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII)), 0);
        } catch (IOException e) {
            unsigned = e;
        }
    }

    /** Why the process id is not in the file; empty when it is. */
    public Optional<IOException> unsigned() {
        return Optional.ofNullable(unsigned);
    }

    /**
     * Whether some process has the lock. Never for the owner itself, which would lose the lock by it, and only where the file does not tell
     * its holder: this takes the lock for a moment when it is free.
     */
    public static boolean isHeld(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
                FileLock free = channel.tryLock()) {
            return free == null;
        } catch (NoSuchFileException e) {
            return false;
        } catch (OverlappingFileLockException heldByThisProcess) {
            return true;
        }
    }

    /** The process id in a lock file; empty when there is none. Never for the owner itself, which would lose the lock by it. */
    public static OptionalLong holder(Path file) {
        try {
            String text = Files.readString(file, StandardCharsets.US_ASCII).trim();
            return text.matches("[0-9]{1,18}") ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
        } catch (IOException none) {
            return OptionalLong.empty();
        }
    }

    /** Lets go. The file goes first: removed after the release, it could be the next owner's. */
    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
        if (lock.isValid()) {
            lock.release();
        }
        channel.close();
    }
}
