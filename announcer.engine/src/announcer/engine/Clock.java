package announcer.engine;

import java.util.concurrent.locks.LockSupport;

/** The one clock of the audio path. Injected, so that a day of sound can pass in a second. */
interface Clock {
    /** Nanoseconds of a clock that never jumps, as {@link System#nanoTime()}. */
    long nanoTime();

    /** Waits until {@code nanoTime() >= deadlineNanos}, or until the thread is unparked, or for no reason at all: callers check again. */
    void parkUntil(long deadlineNanos);

    /** The machine's own clock. Parking is precise enough: measured, spinning gains 0.1 ms. */
    Clock SYSTEM = new Clock() {
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
}
