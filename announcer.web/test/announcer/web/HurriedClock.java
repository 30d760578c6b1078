package announcer.web;

import java.util.concurrent.locks.LockSupport;

import announcer.lib.time.MonotonicClock;

/** A clock that runs many times as fast as the machine's, for tests of real threads that wait. Safe for use by several threads. */
public final class HurriedClock implements MonotonicClock {
    private final int factor;
    private final long origin = System.nanoTime();

    /** @param factor how many times as fast as the machine's */
    public HurriedClock(int factor) {
        this.factor = factor;
    }

    @Override
    public long nanoTime() {
        return (System.nanoTime() - origin) * factor;
    }

    @Override
    public void parkUntil(long deadlineNanos) {
        long left = (deadlineNanos - nanoTime()) / factor;
        if (left > 0) {
            LockSupport.parkNanos(this, left);
        }
    }
}
