package announcer.lib.socket;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.api.stream.MediaPipe;

/**
 * A pipe over stream sockets: a listener, and the reader that is served. A second reader waits in the listener's queue, unserved, until the
 * first has left. Threading: as {@link MediaPipe} says.
 */
public final class SocketPipe implements MediaPipe {
    private static final Logger LOG = LoggerFactory.getLogger(SocketPipe.class);
    // Visitors looked at in one call: as many as can wait. Bounds the pacer's time under a flood of connections.
    private static final int LOOKS = 8;

    /** The questions that each kind of socket answers in its own way, on the pacer's thread, without waiting. */
    public interface Readers {
        /**
         * Decides whether a visitor may read, and sets the options of its connection.
         *
         * @param visitor does not block already
         */
        boolean admit(SocketChannel visitor) throws IOException;

        /** Whether the reader at the other end has left. */
        boolean hasGone(SocketChannel reader) throws IOException;
    }

    private final String inputUrl;
    private final ServerSocketChannel listener;
    private final Readers readers;
    private final int sendBuffer;
    private final int bytesPerWrite;
    private final Runnable tidy;
    /** Holds what the socket did not take of a write that it took in part: it goes first. Never more than one write; usually empty. */
    private final ByteBuffer rest;
    private final IncomingBytes incoming = new IncomingBytes();
    private volatile boolean closed;
    private volatile SocketChannel reader;
    /** The reader took something since it was last asked for: proof enough that it is there. The pacer's alone. */
    private boolean seenAlive;

    /**
     * @param listener does not block
     * @param sendBuffer SO_SNDBUF of a reader's connection, bytes
     * @param tidy runs once, when the reader has been sent away: stops listening, and removes what the pipe left behind
     */
    public SocketPipe(String inputUrl, ServerSocketChannel listener, Readers readers, int sendBuffer, int bytesPerWrite, Runnable tidy) {
        this.inputUrl = inputUrl;
        this.listener = listener;
        this.readers = readers;
        this.sendBuffer = sendBuffer;
        this.bytesPerWrite = bytesPerWrite;
        this.tidy = tidy;
        this.rest = ByteBuffer.allocateDirect(bytesPerWrite).limit(0);
    }

    @Override
    public String inputUrl() {
        return inputUrl;
    }

    @Override
    public boolean connected() throws IOException {
        SocketChannel present = reader;
        if (present == null) {
            return accepted();
        }
        if (seenAlive && !rest.hasRemaining()) {
            seenAlive = false;
            return true;
        }
        if (hasGone(present) || !caughtUp(present)) {
            // False for once, even if the next one waits already: the caller has to see that this is another reader.
            drop(present);
            return false;
        }
        return true;
    }

    @Override
    public int write(ByteBuffer media) throws IOException {
        SocketChannel to = reader;
        if (to == null) {
            throw new IOException("nobody reads " + inputUrl);
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
        SocketChannel present = reader;
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
            tidy.run();
        }
    }

    /** Hands over what is left of a write, as far as it goes: no other may follow for a while. False: the reader has gone. */
    private boolean caughtUp(SocketChannel to) {
        try {
            if (rest.hasRemaining()) {
                to.write(rest);
            }
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private void send(SocketChannel to, ByteBuffer bytes) throws IOException {
        try {
            if (to.write(bytes) > 0) {
                seenAlive = true;
            }
        } catch (IOException e) {
            drop(to);
            throw new IOException("the reader of " + inputUrl + " has gone", e);
        }
    }

    private boolean accepted() throws IOException {
        for (int look = 0; look < LOOKS; look++) {
            SocketChannel visitor;
            try {
                visitor = listener.accept();
            } catch (IOException e) {
                throw new IOException("cannot accept readers on " + inputUrl + " any more: open it again", e);
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

    private boolean welcome(SocketChannel visitor) {
        try {
            visitor.configureBlocking(false);
            if (readers.hasGone(visitor) || !readers.admit(visitor)) {
                return false;
            }
            // The listener's own is not inherited.
            visitor.setOption(StandardSocketOptions.SO_SNDBUF, sendBuffer);
            return true;
        } catch (IOException e) {
            LOG.debug("A reader of {} left while it was let in", inputUrl, e);
            return false;
        }
    }

    private boolean hasGone(SocketChannel present) {
        try {
            return readers.hasGone(present);
        } catch (IOException e) {
            return true;
        }
    }

    private void end(SocketChannel present) {
        try {
            if (rest.hasRemaining()) {
                present.write(rest);
            }
            // With something unread from it, closing would reset the connection, and the reader would lose what it has not read yet.
            present.shutdownOutput();
            incoming.drop(present);
        } catch (IOException e) {
            LOG.debug("The reader of {} went before it was disconnected", inputUrl, e);
        }
        drop(present);
    }

    private void drop(SocketChannel present) {
        reader = null;
        quietlyClose(present);
    }

    private void quietlyClose(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.debug("Closing a connection of {}", inputUrl, e);
        }
    }
}
