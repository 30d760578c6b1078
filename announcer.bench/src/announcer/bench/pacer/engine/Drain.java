package announcer.bench.pacer.engine;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A process of its own that reads many sockets empty, each every 20 ms, so that the readers' work is not in the pacer's process. A twentieth of
 * them is read each millisecond, as many readers of their own would: all at once would hold a core for milliseconds.
 */
final class Drain implements Closeable {
    private static final long EVERY_NANOS = 1_000_000;
    private static final int SLICES = 20;
    private static final int MOST_BYTES = 65_536;

    private final Process process;

    private Drain(Process process) {
        this.process = process;
    }

    static Drain of(List<String> urls) throws IOException {
        Process p = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC", "-cp",
                System.getProperty("java.class.path"), Drain.class.getName()).redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        p.getOutputStream().write((String.join("\n", urls) + "\n\n").getBytes(StandardCharsets.UTF_8));
        p.getOutputStream().flush();
        return new Drain(p);
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(2, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** Connects to the URLs that come a line each up to an empty one, and reads them until one ends. */
    public static void main(String[] arguments) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        List<SocketChannel> sockets = new ArrayList<>();
        for (String url = in.readLine(); url != null && !url.isEmpty(); url = in.readLine()) {
            SocketChannel s = SocketChannel.open(StandardProtocolFamily.UNIX);
            s.connect(UnixDomainSocketAddress.of(url.substring("unix:".length())));
            s.configureBlocking(false);
            sockets.add(s);
        }
        ByteBuffer buffer = ByteBuffer.allocateDirect(MOST_BYTES);
        int slice = 0;
        for (long due = System.nanoTime();; due += EVERY_NANOS) {
            for (int i = slice; i < sockets.size(); i += SLICES) {
                if (sockets.get(i).read(buffer.clear()) < 0) {
                    return;
                }
            }
            slice = (slice + 1) % SLICES;
            LockSupport.parkNanos(due - System.nanoTime());
        }
    }
}
