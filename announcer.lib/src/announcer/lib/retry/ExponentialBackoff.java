package announcer.lib.retry;

import java.time.Duration;

/**
 * A retry policy whose delays double with every failure in a row. The upper half of each delay is left to chance, so that many who failed
 * together do not come back together. Immutable.
 *
 * @param shortest no delay is shorter
 * @param longest no delay is longer
 */
public record ExponentialBackoff(Duration shortest, Duration longest) {
    /** 2^40 times any delay is beyond any longest one; more would overflow. */
    private static final int MAX_DOUBLINGS = 40;

    public ExponentialBackoff {
        if (shortest.isNegative() || longest.compareTo(shortest) < 0) {
            throw new IllegalArgumentException("delays from " + shortest + " to " + longest);
        }
    }

    /**
     * Returns the time to wait: after the first failure the shortest delay to twice of it, after the second twice to four times, and so on.
     *
     * @param failures number of failures in a row, from 1
     * @param chance from 0 (the earliest) to 1 (the latest)
     */
    public Duration delay(int failures, double chance) {
        double first = shortest.toNanos();
        double latest = Math.min((double) longest.toNanos(), first * Math.pow(2, Math.min(failures, MAX_DOUBLINGS)));
        double earliest = Math.max(first, latest / 2);
        return Duration.ofNanos(Math.round(earliest + (latest - earliest) * chance));
    }
}
