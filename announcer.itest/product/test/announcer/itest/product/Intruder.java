package announcer.itest.product;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** A connection that is opened again whenever the server has closed it, and sends next to nothing. Used by one thread. */
final class Intruder implements AutoCloseable {
    private final InetSocketAddress to;
    private final String opening;
    private final String drop;
    private final ByteBuffer answer = ByteBuffer.allocate(512);
    private SocketChannel channel;
    private int opened;

    /**
     * One that is not connected yet.
     *
     * @param opening sent first
     * @param drop sent at each step; may be empty
     */
    Intruder(InetSocketAddress to, String opening, String drop) {
        this.to = to;
        this.opening = opening;
        this.drop = drop;
    }

    /** Connects again if it is to, and sends its drop. */
    void step() throws IOException {
        try {
            if (channel == null) {
                channel = SocketChannel.open();
                channel.connect(to);
                channel.configureBlocking(false);
                opened++;
                write(opening);
            }
            answer.clear();
            if (channel.read(answer) < 0) {
                close();
                return;
            }
            write(drop);
        } catch (IOException e) {
            close();
        }
    }

    private void write(String text) throws IOException {
        channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1)));
    }

    /** How often it has come. */
    int opened() {
        return opened;
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
            channel = null;
        }
    }
}
