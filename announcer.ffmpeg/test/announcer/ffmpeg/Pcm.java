package announcer.ffmpeg;

import java.io.Closeable;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** A pipe that gives silence in real time to whoever reads it, one after the other. */
final class Pcm implements Closeable {
    private static final long FRAME_NANOS = 20_000_000;
    private static final int FRAME_BYTES = 960;
    /** Readers that have gone. */
    final AtomicInteger ended = new AtomicInteger();
    private final Path path;
    private final ServerSocketChannel server;

    Pcm(Path folder) throws IOException {
        path = folder.resolve("pcm.sock");
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(path));
        Thread thread = new Thread(this::serve, "test-pcm");
        thread.setDaemon(true);
        thread.start();
    }

    String url() {
        return "unix:" + path;
    }

    private void serve() {
        while (server.isOpen()) {
            try (SocketChannel reader = server.accept()) {
                ByteBuffer frame = ByteBuffer.allocate(FRAME_BYTES);
                for (long due = System.nanoTime();; due += FRAME_NANOS) {
                    LockSupport.parkNanos(due - System.nanoTime());
                    reader.write(frame.clear());
                }
            } catch (IOException e) {
                ended.incrementAndGet();
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        Files.deleteIfExists(path);
    }
}
