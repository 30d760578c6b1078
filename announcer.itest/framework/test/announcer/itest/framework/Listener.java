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
    private final List<ReceivedAudio> allReceived = new CopyOnWriteArrayList<>();
    private final Thread thread = new Thread(this::run, "itest-listener");
    private final StallMonitor stallMonitor = new StallMonitor();
    private volatile boolean closed;

    Listener(Supplier<Path> socket) {
        this.socket = socket;
        thread.setDaemon(true);
        thread.start();
    }

    /** The audio that each connection received, in the order of the connections. */
    List<ReceivedAudio> allReceived() {
        return allReceived;
    }

    /** The audio that the newest connection has received. */
    ReceivedAudio received() {
        return allReceived.get(allReceived.size() - 1);
    }

    /** The longest time, in milliseconds, that the machine has held a thread up while this listened. */
    long worstStallMillis() {
        return stallMonitor.worstMillis();
    }

    private void run() {
        ByteBuffer buffer = ByteBuffer.allocateDirect(65536);
        while (!closed) {
            try (SocketChannel reader = SocketChannel.open(StandardProtocolFamily.UNIX)) {
                reader.connect(UnixDomainSocketAddress.of(socket.get()));
                ReceivedAudio audio = new ReceivedAudio();
                while (!closed && reader.read(buffer.clear()) >= 0) {
                    audio.add(buffer.flip());
                    if (audio.frames() > 0 && !allReceived.contains(audio)) {
                        allReceived.add(audio);
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
        stallMonitor.close();
    }
}
