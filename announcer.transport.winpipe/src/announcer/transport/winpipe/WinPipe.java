package announcer.transport.winpipe;

import java.io.IOException;
import java.nio.ByteBuffer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.api.stream.MediaPipe;

/**
 * One name, and one instance of it at a time: it listens, then serves its reader, then makes way for a fresh one. A second reader is told
 * by Windows that the pipe is busy until the first has left.
 *
 * <p>
 * Threading: as {@link MediaPipe} says. The methods are synchronized all the same, at some 20 ns: a handle that is used after it was
 * closed may by then be another file's.
 */
final class WinPipe implements MediaPipe {
    private static final Logger LOG = LoggerFactory.getLogger(WinPipe.class);

    private final String path;
    private final Win32Pipes pipes;
    private final int quotaBytes;
    private final int bytesPerWrite;
    private final Runnable tidy;
    /** Null: closed, or no fresh one could be made. */
    private PipeInstance instance;
    /** Earlier ones, until Windows lets go of them. */
    private final EndingInstances ending = new EndingInstances();
    private boolean served;
    /** An operation is underway: a connect when nobody is served, else a write. */
    private boolean underway;
    /** The reader took something since it was last asked for: proof enough that it is there. */
    private boolean seenAlive;
    private boolean closed;

    /**
     * Opens the first instance.
     *
     * @param bufferBytes what may be held between writer and reader: the quota, and the one write that waits for room in it
     * @param tidy runs once, when the name is given up
     */
    WinPipe(String path, Win32Pipes pipes, int bufferBytes, int bytesPerWrite, Runnable tidy) throws Win32Exception {
        this.path = path;
        this.pipes = pipes;
        this.bytesPerWrite = bytesPerWrite;
        this.quotaBytes = Math.max(bytesPerWrite, bufferBytes - bytesPerWrite);
        this.tidy = tidy;
        instance = pipes.create(path, quotaBytes, bytesPerWrite, true);
        listen();
    }

    @Override
    public String inputUrl() {
        return path;
    }

    @Override
    public synchronized boolean connected() throws IOException {
        ending.closeWhatIsOver();
        if (instance == null) {
            throw new IOException(closed ? path + " is closed" : "cannot accept readers on " + path + " any more: open it again");
        }
        if (!served) {
            return arrived();
        }
        if (seenAlive) {
            seenAlive = false;
            return true;
        }
        if (hasGone()) {
            // False for once, even if the next one is there already: the caller has to see that this is another reader.
            renew();
            return false;
        }
        return true;
    }

    @Override
    public synchronized int write(ByteBuffer media) throws IOException {
        if (!served) {
            throw new IOException("nobody reads " + path);
        }
        int start = media.position();
        while (media.hasRemaining() && roomAgain()) {
            int length = Math.min(media.remaining(), bytesPerWrite);
            int error = instance.write(media, length);
            if (error != Win32Error.NONE && error != Win32Error.IO_PENDING) {
                throw lost(error);
            }
            underway = error == Win32Error.IO_PENDING;
            seenAlive |= !underway;
            media.position(media.position() + length);
        }
        return media.position() - start;
    }

    @Override
    public synchronized void disconnect() {
        if (served) {
            renew();
        }
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (instance != null) {
            finish();
        }
        ending.closeAll();
        tidy.run();
    }

    /** Whether the write that waited for room, if one did, is over. */
    private boolean roomAgain() throws IOException {
        if (!underway) {
            return true;
        }
        if (!instance.completed()) {
            return false;
        }
        underway = false;
        int error = instance.result();
        if (error != Win32Error.NONE) {
            throw lost(error);
        }
        seenAlive = true;
        return true;
    }

    private boolean arrived() {
        if (underway) {
            if (!instance.completed()) {
                return false;
            }
            underway = false;
            int error = instance.result();
            if (error == Win32Error.OPERATION_ABORTED) {
                // Windows ends what a thread has underway with the thread, and a pipe may be opened on one that ends soon. The pipe still listens, and a
                // reader may be there: a fresh instance would leave it behind.
                listen();
                if (underway) {
                    return false;
                }
            } else if (error != Win32Error.NONE && error != Win32Error.PIPE_CONNECTED) {
                LOG.debug("A reader of {} left while it was let in: Windows error {}", path, error);
                renew();
                return false;
            }
        }
        if (hasGone()) {
            renew();
            return false;
        }
        served = true;
        seenAlive = true;
        return true;
    }

    /** With a write underway that tells; otherwise Windows is asked to wait for a reader, and says that there is one already. */
    private boolean hasGone() {
        if (underway) {
            return instance.completed() && instance.result() != Win32Error.NONE;
        }
        int error = instance.connect();
        underway = error == Win32Error.IO_PENDING;
        return error != Win32Error.PIPE_CONNECTED && error != Win32Error.NONE;
    }

    private IOException lost(int error) {
        renew();
        return new IOException("the reader of " + path + " has gone (Windows error " + error + ")");
    }

    /** A fresh instance before the old one ends: the name is never free for somebody else, nor does a reader find nothing there. */
    private void renew() {
        PipeInstance next = null;
        try {
            next = pipes.create(path, quotaBytes, bytesPerWrite, false);
        } catch (Win32Exception e) {
            LOG.warn("No fresh instance of {} can be made: {}", path, e.getMessage());
        }
        finish();
        instance = next;
        if (next != null) {
            listen();
        }
    }

    /** Ends the present instance, without waiting. What Windows holds the reader still gets; of a write that waits for room, what it has begun to read. */
    private void finish() {
        if (underway && !instance.completed()) {
            ending.end(instance);
        } else {
            instance.close();
        }
        underway = false;
        served = false;
        seenAlive = false;
        instance = null;
    }

    /** A reader that is there already, or has come and gone, is dealt with when it is looked for. */
    private void listen() {
        underway = instance.connect() == Win32Error.IO_PENDING;
    }
}
