package announcer.bench.product;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.List;

/** Reads the sockets of channels that nobody pushes, as ffmpeg would, and throws the sound away. One thread for all of them. */
public final class PipeReaders implements AutoCloseable {
    private static final String SCHEME = "unix:";
    private static final int MOST_BYTES = 65_536;

    private final Selector selector = Selector.open();
    private final Thread thread = new Thread(this::run, "bench-pipe-readers");

    /** @param urls input URLs of channels, {@code unix:PATH} */
    public PipeReaders(List<String> urls) throws IOException {
        try {
            for (String url : urls) {
                if (!url.startsWith(SCHEME)) {
                    throw new IOException("this reads Unix sockets only, not " + url);
                }
                SocketChannel socket = SocketChannel.open(StandardProtocolFamily.UNIX);
                socket.connect(UnixDomainSocketAddress.of(url.substring(SCHEME.length())));
                socket.configureBlocking(false);
                socket.register(selector, SelectionKey.OP_READ);
            }
        } catch (IOException e) {
            closeAll();
            throw e;
        }
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        ByteBuffer buffer = ByteBuffer.allocateDirect(MOST_BYTES);
        try {
            while (selector.isOpen()) {
                selector.select(key -> drain(key, buffer));
            }
        } catch (IOException | java.nio.channels.ClosedSelectorException e) {
            // Closed: the run is over.
            return;
        }
    }

    private static void drain(SelectionKey key, ByteBuffer buffer) {
        try {
            if (((SocketChannel) key.channel()).read(buffer.clear()) < 0) {
                key.cancel();
            }
        } catch (IOException e) {
            // The channel has gone; that its texts are not spoken any more will show in the figures.
            key.cancel();
        }
    }

    /** How many sockets have not ended. */
    public long reading() {
        return List.copyOf(selector.keys()).stream().filter(SelectionKey::isValid).count();
    }

    private void closeAll() throws IOException {
        for (SelectionKey key : List.copyOf(selector.keys())) {
            key.channel().close();
        }
        selector.close();
    }

    @Override
    public void close() throws IOException {
        closeAll();
    }
}
