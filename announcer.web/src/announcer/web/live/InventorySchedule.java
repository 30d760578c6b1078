package announcer.web.live;

import java.util.concurrent.TimeUnit;

import announcer.lib.time.Deadline;

/**
 * The times at which an inventory is made: at once when a client comes; after a change, but not more often than every two seconds, and then
 * until things have settled, since an engine or a component may follow the event of its bundle by seconds; and rarely in between, for the
 * few changes that have no event, such as the end of an engine's time-out. Safe for use by any thread.
 */
final class InventorySchedule {
    private static final long SPACING_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long SETTLING_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(30);
    /** Clients that come together get the same one. */
    private static final long ARRIVAL_SPACING_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private boolean arrived;
    private boolean changed;
    /** Until when a change is still followed up. */
    private Deadline settled = Deadline.PASSED;
    private Deadline afterArrival = Deadline.PASSED;
    private Deadline afterChange = Deadline.PASSED;
    private Deadline withoutChange = Deadline.PASSED;

    /** Takes the arrival of a client. */
    synchronized void arrived() {
        arrived = true;
    }

    /** Takes a change after which others may follow. */
    synchronized void changed(long nowNanos) {
        changed = true;
        settled = Deadline.at(nowNanos + SETTLING_NANOS);
    }

    /** Takes a change after which none follows. */
    synchronized void figuresChanged() {
        changed = true;
    }

    /** Forgets everything: there are no clients. */
    synchronized void reset() {
        changed = false;
        settled = Deadline.PASSED;
    }

    /** Takes the beginning of an inventory: what has changed until now will be in it. */
    synchronized void begun(long nowNanos) {
        arrived = false;
        changed = false;
        afterArrival = Deadline.at(nowNanos + ARRIVAL_SPACING_NANOS);
        afterChange = Deadline.at(nowNanos + SPACING_NANOS);
        withoutChange = Deadline.at(nowNanos + (settled.hasPassed(nowNanos) ? QUIET_NANOS : SPACING_NANOS));
    }

    /** Returns the nanoseconds until the next inventory is due. */
    synchronized long nanosLeft(long nowNanos) {
        if (arrived) {
            return afterArrival.nanosLeft(nowNanos);
        }
        return (changed ? afterChange : withoutChange).nanosLeft(nowNanos);
    }
}
