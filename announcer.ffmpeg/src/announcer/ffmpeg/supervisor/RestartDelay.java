package announcer.ffmpeg.supervisor;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

import announcer.lib.retry.ExponentialBackoff;

/**
 * The delay before the next process of one push. Counts its failures, and keeps its budget of restarts at once: one to begin with, and up to
 * {@link #MOST_AT_ONCE} earned by publishing. So a push that publishes comes back at once, and one that does not cannot restart in a storm:
 * what it has not earned is backed off from. Confined to one thread.
 */
public final class RestartDelay {
    /** A push that has been healthy for long enough has so many restarts at once; each needs its share of that time to be earned again. */
    static final int MOST_AT_ONCE = 3;
    /** Pushes on several machines do not know of each other; 10 ms on average are not noticed beside ffmpeg's own start. */
    private static final double LONGEST_FIRST_MILLIS = 20;

    private final RestartSlots slots;
    private final RandomGenerator random;
    private double budget = 1;
    private int failures;
    /** Failures in a row that had to wait. */
    private int delays;

    /** @param slots shared by all pushes that may fail together */
    RestartDelay(RestartSlots slots, RandomGenerator random) {
        this.slots = slots;
        this.random = random;
    }

    /**
     * Counts a failure and returns how long to wait now: within the budget only as long as the pushes take that failed together with this one,
     * otherwise by the policy.
     *
     * @param nowNanos of the monotonic clock
     */
    Duration next(ExponentialBackoff policy, long nowNanos) {
        double chance = random.nextDouble();
        failures++;
        Optional<Duration> slot = budget >= 1 ? slot(nowNanos, chance) : Optional.empty();
        if (slot.isPresent()) {
            budget--;
            return slot.get();
        }
        delays++;
        return policy.delay(delays, chance);
    }

    /**
     * Returns how long to wait when what it failed for is no more: as long as the pushes take that failed together with this one.
     *
     * @return empty when too many have restarted of late: the delay that it had stays
     */
    Optional<Duration> cutShort(long nowNanos) {
        return slot(nowNanos, random.nextDouble());
    }

    private Optional<Duration> slot(long nowNanos, double chance) {
        return slots.take(nowNanos).map(wait -> wait.plusNanos(Math.round(chance * LONGEST_FIRST_MILLIS * 1_000_000)));
    }

    /** Returns the number of failures since it was healthy for long enough. */
    int failures() {
        return failures;
    }

    /**
     * Returns how many restarts at once there are.
     *
     * @param published how long the present run has published without interruption
     * @param healthy how long that must be for the whole budget
     */
    int restartsAtOnce(Duration published, Duration healthy) {
        return (int) budget(published, healthy);
    }

    /** Adds what a run that ends has earned; the same arguments. */
    void earn(Duration published, Duration healthy) {
        budget = budget(published, healthy);
    }

    private double budget(Duration published, Duration healthy) {
        return Math.min(MOST_AT_ONCE, budget + MOST_AT_ONCE * (double) published.toNanos() / healthy.toNanos());
    }

    /** Forgets the failures, after enough health. */
    void reset() {
        failures = 0;
        delays = 0;
    }
}
