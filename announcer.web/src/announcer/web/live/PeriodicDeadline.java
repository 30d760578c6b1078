package announcer.web.live;

import announcer.lib.time.Deadline;

/** A deadline that is set anew each time it has passed. For one thread. */
final class PeriodicDeadline {
    private final long periodNanos;
    private long dueNanos;

    PeriodicDeadline(long periodNanos) {
        this.periodNanos = periodNanos;
    }

    /** Begins it: due a period from now. */
    void start(long nowNanos) {
        dueNanos = nowNanos + periodNanos;
    }

    /** Returns whether it is due, and sets the next deadline if so. Deadlines that were missed are left out. */
    boolean isDue(long nowNanos) {
        long late = nowNanos - dueNanos;
        if (late < 0) {
            return false;
        }
        dueNanos += periodNanos * (1 + late / periodNanos);
        return true;
    }

    Deadline next() {
        return Deadline.at(dueNanos);
    }
}
