package announcer.lib.time;

import java.util.concurrent.locks.LockSupport;

/** A clock that never jumps. Injected, so that a test replaces it and a day passes in a second. Safe for use by several threads. */
public interface MonotonicClock {
    /** The machine's own clock. Parking is precise enough: measured, spinning gains 0.1 ms. */
    MonotonicClock SYSTEM = new MonotonicClock() {
        @Override
        public long nanoTime() {
            return System.nanoTime();
        }

        @Override
        public void parkUntil(long deadlineNanos) {
            long left = deadlineNanos - System.nanoTime();
            if (left > 0) {
                LockSupport.parkNanos(this, left);
            }
        }
    };

    /**
     * Nanoseconds since an arbitrary origin, as {@link System#nanoTime()}: may be negative, may overflow. Compare two of them by the sign of
     * their difference only, or with {@link Deadline}.
     */
    long nanoTime();

    /** Waits until {@code nanoTime() - deadlineNanos >= 0}, or until the thread is unparked, or for no reason at all: callers check again. */
    void parkUntil(long deadlineNanos);
}
