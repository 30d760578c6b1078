package announcer.transport.tcp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.api.stream.MediaPipe;

/**
 * One listening port, and the reader that is served. A second reader waits in the port's queue, unserved, until the first has left.
 * Threading: as {@link MediaPipe} says.
 */
final class TcpPipe implements MediaPipe {
    private static final Logger LOG = LoggerFactory.getLogger(TcpPipe.class);
    // Visitors looked at in one call: as many as can wait. Bounds the pacer's time under a flood of connections.
    private static final int LOOKS = 8;
    private static final int MOST_DRAINED = 32 << 10;

    private final String url;
    private final ServerSocketChannel listener;
    private final int sendBuffer;
    private final int bytesPerWrite;
    private final Runnable tidy;
    /** What the socket did not take of a write that it took in part: it goes first. Never more than one write; often empty. */
    private final ByteBuffer rest;
    private final ByteBuffer sink = ByteBuffer.allocateDirect(512);
    private volatile boolean closed;
    private volatile SocketChannel reader;
    /** The reader took something since it was last asked for: proof enough that it is there. The pacer's alone. */
    private boolean seenAlive;

    /**
     * @param sendBuffer SO_SNDBUF of a reader's connection
     * @param tidy runs once, when the port no longer listens
     */
    TcpPipe(int port, ServerSocketChannel listener, int sendBuffer, int bytesPerWrite, Runnable tidy) {
        this.url = "tcp://127.0.0.1:" + port;
        this.listener = listener;
        this.sendBuffer = sendBuffer;
        this.bytesPerWrite = bytesPerWrite;
        this.tidy = tidy;
        this.rest = ByteBuffer.allocateDirect(bytesPerWrite).limit(0);
    }

    @Override
    public String inputUrl() {
        return url;
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
            throw new IOException("nobody reads " + url);
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
            stopListening();
            tidy.run();
        }
    }

    private void stopListening() {
        try {
            listener.close();
        } catch (IOException e) {
            LOG.warn("Could not stop listening on {}", url, e);
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
            throw new IOException("the reader of " + url + " has gone", e);
        }
    }

    private boolean accepted() throws IOException {
        for (int look = 0; look < LOOKS; look++) {
            SocketChannel visitor;
            try {
                visitor = listener.accept();
            } catch (IOException e) {
                throw new IOException("cannot accept readers on " + url + " any more: open it again", e);
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
            // The port is bound to 127.0.0.1: that anybody else comes would be a fault of the system's. It costs nothing to be sure.
            if (!((InetSocketAddress) visitor.getRemoteAddress()).getAddress().isLoopbackAddress() || hasGone(visitor)) {
                return false;
            }
            visitor.setOption(StandardSocketOptions.SO_SNDBUF, sendBuffer);
            // Without it a frame waits until the one before has been acknowledged.
            visitor.setOption(StandardSocketOptions.TCP_NODELAY, true);
            return true;
        } catch (IOException e) {
            LOG.debug("A reader of {} left while it was let in", url, e);
            return false;
        }
    }

    /** Takes whatever the reader sends, which means nothing to us. The end of it is the end of the reader: TCP does not tell them apart. */
    private boolean hasGone(SocketChannel channel) {
        try {
            return drained(channel) < 0;
        } catch (IOException e) {
            return true;
        }
    }

    /** Bounded. -1: the reader has ended its side. */
    private int drained(SocketChannel channel) throws IOException {
        int drained = 0;
        int got;
        do {
            got = channel.read(sink.clear());
            drained += got;
        } while (got > 0 && drained < MOST_DRAINED);
        return got;
    }

    private void end(SocketChannel present) {
        try {
            if (rest.hasRemaining()) {
                present.write(rest);
            }
            // With something unread from it, closing would reset the connection, and the reader would lose what it has not read yet.
            present.shutdownOutput();
            drained(present);
        } catch (IOException e) {
            LOG.debug("The reader of {} went before it was disconnected", url, e);
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
            LOG.debug("Closing a connection of {}", url, e);
        }
    }
}
