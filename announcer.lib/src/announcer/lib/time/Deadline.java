package announcer.lib.time;

import java.time.Duration;

/**
 * A point in time of a {@link MonotonicClock} from which on something is due. Immutable. It replaces a {@code long} in which 0 means "not
 * set": the clock may be negative, so that no number is free to mean that.
 */
public final class Deadline {
    /** Due at any time. */
    public static final Deadline PASSED = new Deadline(0);
    /** Never due. */
    public static final Deadline NEVER = new Deadline(0);

    private final long nanoTime;

    private Deadline(long nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** @param nanoTime a time of the clock, in nanoseconds */
    public static Deadline at(long nanoTime) {
        return new Deadline(nanoTime);
    }

    /**
     * The time {@code delay} after {@code now}.
     *
     * @param nowNanos a time of the clock, in nanoseconds
     */
    public static Deadline after(long nowNanos, Duration delay) {
        return new Deadline(nowNanos + delay.toNanos());
    }

    /**
     * Whether it is due.
     *
     * @param nowNanos a time of the same clock, in nanoseconds, less than 292 years away
     */
    public boolean hasPassed(long nowNanos) {
        return this == PASSED || this != NEVER && nowNanos - nanoTime >= 0;
    }

    /**
     * Nanoseconds until it is due: 0 when it is, {@link Long#MAX_VALUE} for {@link #NEVER}.
     *
     * @param nowNanos a time of the same clock, in nanoseconds
     */
    public long nanosLeft(long nowNanos) {
        if (this == NEVER) {
            return Long.MAX_VALUE;
        }
        return hasPassed(nowNanos) ? 0 : nanoTime - nowNanos;
    }
}
