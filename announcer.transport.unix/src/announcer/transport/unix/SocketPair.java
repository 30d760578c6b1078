package announcer.transport.unix;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.newsclub.net.unix.AFUNIXServerSocketChannel;
import org.newsclub.net.unix.AFUNIXSocketAddress;
import org.newsclub.net.unix.AFUNIXSocketChannel;

/** Two connected sockets of our own. junixsocket's AFUNIXSocketPair would do, but each leaves four file descriptors open for ever. */
record SocketPair(AFUNIXSocketChannel one, AFUNIXSocketChannel other) implements Closeable {
    /** The product's own temporary folder lies in its home, whose path may be longer than that of a socket can be. */
    private static final Path SHORT = Path.of("/tmp");

    static SocketPair open() throws IOException {
        Path folder = Files.isWritable(SHORT) ? Files.createTempDirectory(SHORT, "announcer") : Files.createTempDirectory("announcer");
        Path file = folder.resolve("s");
        try (AFUNIXServerSocketChannel listener = AFUNIXServerSocketChannel.open()) {
            listener.bind(AFUNIXSocketAddress.of(file), 1);
            AFUNIXSocketChannel one = AFUNIXSocketChannel.open(AFUNIXSocketAddress.of(file));
            return new SocketPair(one, listener.accept());
        } finally {
            Files.deleteIfExists(file);
            Files.delete(folder);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            one.close();
        } finally {
            other.close();
        }
    }
}
