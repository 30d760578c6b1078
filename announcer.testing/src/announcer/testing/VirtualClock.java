package announcer.testing;

import announcer.lib.time.MonotonicClock;

/** A clock on which time passes only when a test says so, or when somebody waits for it. Safe for use by several threads. */
public final class VirtualClock implements MonotonicClock {
    private long now;

    /** A clock that starts at a second after its origin. */
    public VirtualClock() {
        this(1_000_000_000L);
    }

    /** @param startNanos where it starts, in nanoseconds; may be negative, as the machine's clock may */
    public VirtualClock(long startNanos) {
        now = startNanos;
    }

    @Override
    public synchronized long nanoTime() {
        return now;
    }

    @Override
    public synchronized void parkUntil(long deadlineNanos) {
        if (deadlineNanos - now > 0) {
            now = deadlineNanos;
        }
    }

    /** Moves the clock forward. @param nanos nanoseconds */
    public synchronized void pass(long nanos) {
        now += nanos;
    }
}
