package announcer.webhook;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * How long to wait after so many failures in a row: doubled each time, up to 5 minutes; half of it left to chance, so that many do not
 * come at once.
 */
final class Backoff {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final int MOST_DOUBLINGS = 20;

    private final DoubleSupplier chance;

    /** @param chance a number from 0 to 1 each time */
    Backoff(DoubleSupplier chance) {
        this.chance = chance;
    }

    /** @param failures how many in a row, from 1 */
    Duration after(int failures) {
        long millis = Math.min(LONGEST.toMillis(), FIRST.toMillis() << Math.min(failures - 1, MOST_DOUBLINGS));
        return Duration.ofMillis(Math.round(millis / 2.0 + millis / 2.0 * chance.getAsDouble()));
    }
}
