package announcer.itest.framework;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Measures how long the machine holds threads up: a thread that waits for no lock wakes every 20 ms, and what it oversleeps is a stall of
 * the machine.
 */
final class StallMonitor implements AutoCloseable {
    private static final Duration JOIN = Duration.ofSeconds(5);
    private static final long BEAT_NANOS = 20_000_000;

    private final Thread thread = new Thread(this::run, "itest-stall-monitor");
    private volatile long worstMillis;
    private volatile boolean closed;

    StallMonitor() {
        thread.setDaemon(true);
        thread.start();
    }

    /** The most, in milliseconds, that it has overslept by so far. */
    long worstMillis() {
        return worstMillis;
    }

    private void run() {
        while (!closed) {
            long before = System.nanoTime();
            LockSupport.parkNanos(BEAT_NANOS);
            long overslept = System.nanoTime() - before - BEAT_NANOS;
            worstMillis = Math.max(worstMillis, overslept / 1_000_000);
        }
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        try {
            thread.join(JOIN.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
