package announcer.transport.testkit;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

import com.sun.management.ThreadMXBean;

import announcer.api.stream.MediaPipe;
import announcer.testing.concurrent.BoundedTask;

/** The cost of a pipe's calls. Nothing is asserted: machines are noisy. */
final class Figures {
    /** A figure to be quoted is one of a thorough run. */
    private static final int TRIPS = Boolean.getBoolean("thorough") ? 500 : 100;
    private static final long BETWEEN_TRIPS_NANOS = 2_000_000;

    private Figures() {
    }

    /** Time, the median, and garbage of one call. */
    static String cost(String what, int times, Callable<?> call) throws Exception {
        long[] nanos = new long[times];
        long before = allocated();
        for (int i = 0; i < times; i++) {
            long start = System.nanoTime();
            call.call();
            nanos[i] = System.nanoTime() - start;
        }
        long bytes = allocated() - before;
        return told(what, nanos, bytes);
    }

    /** Time, the median, and garbage of a write that was taken; those that were not are left out of the time. */
    static String writes(MediaPipe pipe, ByteBuffer frame, int times) throws IOException {
        long[] nanos = new long[times];
        long before = allocated();
        for (int taken = 0; taken < times;) {
            long start = System.nanoTime();
            if (pipe.write(frame.clear()) > 0) {
                nanos[taken++] = System.nanoTime() - start;
            } else {
                Thread.onSpinWait();
            }
        }
        return told("a write", nanos, allocated() - before);
    }

    private static String told(String what, long[] nanos, long bytes) {
        Arrays.sort(nanos);
        return "%s: median %d, p95 %d ns, at most %d bytes of garbage".formatted(what, nanos[nanos.length / 2],
                nanos[nanos.length * 95 / 100],
                bytes / nanos.length);
    }

    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    /** From before a frame is written until its reader, who waits for it on another thread, has it whole. */
    static String trips(MediaPipe pipe, PipeReader reader, int frame) throws Exception {
        long[] nanos = new long[TRIPS];
        BoundedTask<Void> listener = BoundedTask.start("a reader that looks at its watch", () -> {
            ByteBuffer heard = ByteBuffer.allocate(frame);
            for (int i = 0; i < TRIPS; i++) {
                heard.clear();
                while (heard.hasRemaining()) {
                    if (reader.read(heard) < 0) {
                        throw new IOException("the stream ended at frame " + i);
                    }
                }
                nanos[i] = System.nanoTime() - heard.getLong(0);
            }
            return null;
        });
        ByteBuffer media = ByteBuffer.allocateDirect(frame);
        for (int i = 0; i < TRIPS; i++) {
            media.clear().putLong(0, System.nanoTime());
            while (pipe.write(media) == 0) {
                LockSupport.parkNanos(BETWEEN_TRIPS_NANOS);
            }
            LockSupport.parkNanos(BETWEEN_TRIPS_NANOS);
        }
        listener.get(Patience.limit());
        Arrays.sort(nanos);
        return "write to read, %d frames: median %.3f, p95 %.3f, worst %.3f ms".formatted(TRIPS, nanos[TRIPS / 2] / 1e6,
                nanos[TRIPS * 95 / 100] / 1e6, nanos[TRIPS - 1] / 1e6);
    }
}
