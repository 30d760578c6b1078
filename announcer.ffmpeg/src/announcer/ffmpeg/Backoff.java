package announcer.ffmpeg;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to wait before the next attempt: not at all, then exponentially longer with jitter, within bounds. Confined to one thread. */
final class Backoff {
    private final RandomGenerator random;
    private int failures;

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    /** The delay after one more failure. */
    Duration next(Duration min, Duration max) {
        // 2^40 times any minimum is beyond any maximum; more would overflow.
        int doublings = Math.min(failures, 40) - 1;
        failures++;
        if (doublings < 0) {
            return Duration.ZERO;
        }
        double full = Math.min((double) max.toMillis(), min.toMillis() * Math.pow(2, doublings));
        // Between half and the whole: pushes that failed together do not come back together.
        long jittered = Math.round(full * (0.5 + random.nextDouble() / 2));
        return Duration.ofMillis(Math.max(min.toMillis(), jittered));
    }

    /** How often it has failed in a row. */
    int failures() {
        return failures;
    }

    /** After enough health: the next failure is the first again. */
    void reset() {
        failures = 0;
    }
}
