package announcer.access.login;

import java.time.Duration;

import announcer.lib.limit.GuessLimiter;
import announcer.lib.time.MonotonicClock;

/**
 * The waiting time of a login subject (an address, a user's name, a name at an address) after wrong passwords: the first few cost nothing,
 * then 1 s, doubling to 5 min. While it waits its passwords are not even looked at, which also bounds the work of hashing. Thread-safe.
 */
final class LoginBackoff {
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(15);

    private final GuessLimiter<String> guesses;
    private final MonotonicClock monotonic;

    /** @param free the failure with which waiting begins */
    LoginBackoff(int free, MonotonicClock monotonic) {
        guesses = new GuessLimiter<>(free, SHORTEST, LONGEST, FORGOTTEN_AFTER);
        this.monotonic = monotonic;
    }

    /** Returns the time that a key still has to wait; zero if it may try. */
    Duration wait(String key) {
        return guesses.wait(key, monotonic.nanoTime());
    }

    /** @return how long it now has to wait */
    Duration failed(String key) {
        return guesses.wrong(key, monotonic.nanoTime());
    }

    void succeeded(String key) {
        guesses.right(key);
    }

    int size() {
        return guesses.size();
    }
}
