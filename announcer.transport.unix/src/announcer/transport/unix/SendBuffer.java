package announcer.transport.unix;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.newsclub.net.unix.AFUNIXSocketChannel;

/**
 * Finds the SO_SNDBUF that holds a wanted amount of media. The kernel doubles the number and then charges each write its own overhead
 * (2304 bytes for 960 on Linux 6), which differs by size, kernel and system: so it is measured, on a pair of sockets, once per kind of
 * request. Safe for use by any thread.
 */
final class SendBuffer {
    private static final int SMALLEST = 1024;
    private static final int LARGEST = 8 << 20;

    private record Kind(int bytesPerWrite, int bytes) {}

    private final Map<Kind, Integer> known = new ConcurrentHashMap<>();

    /** The largest SO_SNDBUF with which at most {@code bytes} are held; where a single write is already more, the smallest there is. */
    int sizeFor(int bytesPerWrite, int bytes) throws IOException {
        Kind kind = new Kind(bytesPerWrite, Math.max(bytes, bytesPerWrite));
        Integer size = known.get(kind);
        if (size == null) {
            size = search(kind);
            known.put(kind, size);
        }
        return size;
    }

    private static int search(Kind kind) throws IOException {
        int fits = SMALLEST;
        int tooMuch = Math.min(LARGEST, Math.max(4 * SMALLEST, kind.bytes() * 4));
        // A few per cent of the size are finer than the step that one write makes.
        while (tooMuch - fits > Math.max(64, fits >> 6)) {
            int middle = (fits + tooMuch) >>> 1;
            if (held(middle, kind) <= kind.bytes()) {
                fits = middle;
            } else {
                tooMuch = middle;
            }
        }
        return fits;
    }

    /** Bytes that a socket with this SO_SNDBUF takes from a writer while nobody reads; stops counting beyond what is wanted. */
    private static int held(int size, Kind kind) throws IOException {
        try (SocketPair pair = SocketPair.open()) {
            AFUNIXSocketChannel writer = pair.one();
            writer.configureBlocking(false);
            writer.setOption(StandardSocketOptions.SO_SNDBUF, size);
            ByteBuffer media = ByteBuffer.allocateDirect(kind.bytesPerWrite());
            int held = 0;
            int taken;
            do {
                media.clear();
                taken = writer.write(media);
                held += taken;
            } while (taken > 0 && held <= kind.bytes());
            return held;
        }
    }
}
