package announcer.ffmpeg.supervisor;

import java.time.Duration;
import java.util.random.RandomGenerator;

import announcer.lib.retry.ExponentialBackoff;

/** The delay before the next process of one push. Counts its failures. Confined to one thread. */
public final class RestartDelay {
    /** Pushes on several machines do not know of each other; 10 ms on average are not noticed beside ffmpeg's own start. */
    private static final double LONGEST_FIRST_MILLIS = 20;

    private final RestartSlots slots;
    private final RandomGenerator random;
    private int failures;

    /** @param slots shared by all pushes that may fail together */
    RestartDelay(RestartSlots slots, RandomGenerator random) {
        this.slots = slots;
        this.random = random;
    }

    /**
     * Counts a failure and returns how long to wait now: after the first in a row only as long as the pushes take that failed together with
     * this one, after others by the policy.
     *
     * @param nowNanos of the monotonic clock
     */
    Duration next(ExponentialBackoff policy, long nowNanos) {
        double chance = random.nextDouble();
        return failures++ == 0
                ? slots.take(nowNanos).plusNanos(Math.round(chance * LONGEST_FIRST_MILLIS * 1_000_000))
                : policy.delay(failures - 1, chance);
    }

    /** Returns the number of failures in a row. */
    int failures() {
        return failures;
    }

    /** Forgets the failures, after enough health. */
    void reset() {
        failures = 0;
    }
}
