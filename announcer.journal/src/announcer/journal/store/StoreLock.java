package announcer.journal.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.api.journal.JournalException;

/**
 * Held by the one writer of a store, in a file beside it: a bundle that was updated while a disk hung must not write beside its former self.
 * SQLite alone would let both in. Any thread.
 */
final class StoreLock implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StoreLock.class);
    private final FileChannel channel;

    private StoreLock(FileChannel channel) {
        this.channel = channel;
    }

    /** @throws JournalException when another has it */
    static StoreLock of(Path store) throws JournalException {
        Path file = store.resolveSibling(store.getFileName() + ".lock");
        FileChannel channel = null;
        try {
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                throw new OverlappingFileLockException();
            }
        } catch (OverlappingFileLockException e) {
            close(channel);
            throw new JournalException("the journal " + store + " is still being written by another (" + file
                    + " is locked); it is tried again until that one ends", false, e);
        } catch (IOException e) {
            // A file system without locks, or a full disk: better without than no journal.
            LOG.debug("{} cannot be locked", file, e);
        }
        return new StoreLock(channel);
    }

    @Override
    public void close() {
        close(channel);
    }

    private static void close(FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            LOG.debug("a lock's file was not closed", e);
        }
    }
}
