package announcer.itest.framework;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Reads a channel's socket as ffmpeg would, on a thread of its own, and keeps all it hears; comes back when its reading ends. */
final class Listener implements AutoCloseable {
    private static final Duration JOIN = Duration.ofSeconds(5);

    private final Supplier<Path> socket;
    private final List<Take> takes = new CopyOnWriteArrayList<>();
    private final Thread thread = new Thread(this::run, "itest-listener");
    private final Witness witness = new Witness();
    private volatile boolean closed;

    Listener(Supplier<Path> socket) {
        this.socket = socket;
        thread.setDaemon(true);
        thread.start();
    }

    /** What was heard on each connection. */
    List<Take> takes() {
        return takes;
    }

    /** What is heard on the present connection. */
    Take take() {
        return takes.get(takes.size() - 1);
    }

    /** The longest time, in milliseconds, that the machine has held a thread up while this listened. */
    long worstStallMillis() {
        return witness.worstMillis();
    }

    private void run() {
        ByteBuffer buffer = ByteBuffer.allocateDirect(65536);
        while (!closed) {
            try (SocketChannel reader = SocketChannel.open(StandardProtocolFamily.UNIX)) {
                reader.connect(UnixDomainSocketAddress.of(socket.get()));
                Take take = new Take();
                while (!closed && reader.read(buffer.clear()) >= 0) {
                    take.add(buffer.flip());
                    if (take.frames() > 0 && !takes.contains(take)) {
                        takes.add(take);
                    }
                }
            } catch (IOException | AssertionError e) {
                // The channel is away; it is looked for again until the test ends, which has its own limits.
                LockSupport.parkNanos(10_000_000);
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        // Interrupting closes the socket, and with it ends a read that waits.
        thread.interrupt();
        try {
            thread.join(JOIN.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        witness.close();
    }
}
