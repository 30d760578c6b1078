package announcer.transport.unix;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

import org.newsclub.net.unix.AFUNIXServerSocketChannel;
import org.newsclub.net.unix.AFUNIXSocketChannel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.api.stream.MediaPipe;

/**
 * One listening socket, and the reader that is served. A second reader waits in the socket's queue, unserved, until the first has left.
 * Threading: as {@link MediaPipe} says.
 */
final class UnixPipe implements MediaPipe {
    private static final Logger LOG = LoggerFactory.getLogger(UnixPipe.class);
    // Visitors looked at in one call: as many as can wait. Bounds the pacer's time under a flood of connections.
    private static final int LOOKS = 8;
    private static final int MOST_DRAINED = 32 << 10;

    private final String path;
    private final AFUNIXServerSocketChannel listener;
    private final Peers peers;
    private final int sendBuffer;
    private final int bytesPerWrite;
    private final Consumer<UnixPipe> tidy;
    /** What the socket did not take of a write that it took in part: it goes first. Never more than one write; usually empty. */
    private final ByteBuffer rest;
    private final ByteBuffer sink = ByteBuffer.allocateDirect(512);
    private volatile boolean closed;
    private volatile AFUNIXSocketChannel reader;
    /** The reader took something since it was last asked for: proof enough that it is there. The pacer's alone. */
    private boolean seenAlive;

    /**
     * @param sendBuffer SO_SNDBUF of a reader's connection; the listener's own is not inherited
     * @param tidy runs once, when the reader has been sent away: stops listening, removes the file and lets go of the path
     */
    UnixPipe(String path, AFUNIXServerSocketChannel listener, Peers peers, int sendBuffer, int bytesPerWrite,
            Consumer<UnixPipe> tidy) {
        this.path = path;
        this.listener = listener;
        this.peers = peers;
        this.sendBuffer = sendBuffer;
        this.bytesPerWrite = bytesPerWrite;
        this.tidy = tidy;
        this.rest = ByteBuffer.allocateDirect(bytesPerWrite).limit(0);
    }

    @Override
    public String inputUrl() {
        return "unix:" + path;
    }

    @Override
    public boolean connected() throws IOException {
        AFUNIXSocketChannel present = reader;
        if (present == null) {
            return accepted();
        }
        if (seenAlive) {
            seenAlive = false;
            return true;
        }
        if (hasGone(present)) {
            // False for once, even if the next one waits already: the caller has to see that this is another reader.
            drop(present);
            return false;
        }
        return true;
    }

    @Override
    public int write(ByteBuffer media) throws IOException {
        AFUNIXSocketChannel to = reader;
        if (to == null) {
            throw new IOException("nobody reads " + path);
        }
        if (rest.hasRemaining()) {
            send(to, rest);
            if (rest.hasRemaining()) {
                return 0;
            }
        }
        int start = media.position();
        int end = media.limit();
        try {
            while (media.position() < end) {
                int from = media.position();
                media.limit(Math.min(end, from + bytesPerWrite));
                send(to, media);
                if (media.hasRemaining()) {
                    if (media.position() > from) {
                        rest.clear().put(media).flip();
                    }
                    break;
                }
            }
        } finally {
            media.limit(end);
        }
        return media.position() - start;
    }

    @Override
    public void disconnect() {
        AFUNIXSocketChannel present = reader;
        if (present != null) {
            end(present);
        }
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            disconnect();
        } finally {
            tidy.accept(this);
        }
    }

    private void send(AFUNIXSocketChannel to, ByteBuffer bytes) throws IOException {
        try {
            if (to.write(bytes) > 0) {
                seenAlive = true;
            }
        } catch (IOException e) {
            drop(to);
            throw new IOException("the reader of " + path + " has gone", e);
        }
    }

    private boolean accepted() throws IOException {
        for (int look = 0; look < LOOKS; look++) {
            AFUNIXSocketChannel visitor;
            try {
                visitor = listener.accept();
            } catch (IOException e) {
                throw new IOException("cannot accept readers on " + path + " any more: open it again", e);
            }
            if (visitor == null) {
                return false;
            }
            if (welcome(visitor)) {
                rest.clear().limit(0);
                seenAlive = true;
                reader = visitor;
                if (closed) {
                    // close() came between: it has seen no reader to end.
                    end(visitor);
                    return false;
                }
                return true;
            }
            quietlyClose(visitor);
        }
        return false;
    }

    private boolean welcome(AFUNIXSocketChannel visitor) {
        try {
            visitor.configureBlocking(false);
            if (hasGone(visitor) || !peers.allowed(visitor)) {
                return false;
            }
            visitor.setOption(StandardSocketOptions.SO_SNDBUF, sendBuffer);
            return true;
        } catch (IOException e) {
            LOG.debug("A reader of {} left while it was let in", path, e);
            return false;
        }
    }

    /** Asks the kernel (0.6 us). Not fooled by a reader that has only closed its own sending side, as some tools do. */
    private static boolean hasGone(AFUNIXSocketChannel channel) {
        try {
            return channel.socket().checkConnectionClosed();
        } catch (IOException e) {
            return true;
        }
    }

    private void end(AFUNIXSocketChannel present) {
        try {
            if (rest.hasRemaining()) {
                present.write(rest);
            }
            // With something unread from it, closing would reset the connection, and the reader would lose what it has not read yet.
            int drained = 0;
            int got;
            do {
                got = present.read(sink.clear());
                drained += got;
            } while (got > 0 && drained < MOST_DRAINED);
        } catch (IOException e) {
            LOG.debug("The reader of {} went before it was disconnected", path, e);
        }
        drop(present);
    }

    private void drop(AFUNIXSocketChannel present) {
        reader = null;
        quietlyClose(present);
    }

    private void quietlyClose(AFUNIXSocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.debug("Closing a connection of {}", path, e);
        }
    }
}
