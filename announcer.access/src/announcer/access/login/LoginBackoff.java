package announcer.access.login;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

import announcer.lib.time.MonotonicClock;

/**
 * The waiting time of a login subject (an address, a user's name, a name at an address) after wrong passwords: the first few cost nothing,
 * then 1 s, doubling to 5 min. While it waits its passwords are not even looked at, which also bounds the work of hashing. Thread-safe.
 */
final class LoginBackoff {
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(15);
    private static final int MOST = 1_000;

    private record Failures(int count, long lastNanos, long untilNanos) {}

    private final int free;
    private final MonotonicClock monotonic;
    private final Map<String, Failures> byKey = new LinkedHashMap<>();

    /** @param free the failure with which waiting begins */
    LoginBackoff(int free, MonotonicClock monotonic) {
        this.free = free;
        this.monotonic = monotonic;
    }

    /** Returns the time that a key still has to wait; zero if it may try. */
    synchronized Duration wait(String key) {
        Failures f = byKey.get(key);
        long left = f == null ? 0 : f.untilNanos() - monotonic.nanoTime();
        return left <= 0 ? Duration.ZERO : Duration.ofNanos(left);
    }

    /** @return how long it now has to wait */
    synchronized Duration failed(String key) {
        long now = monotonic.nanoTime();
        Failures before = byKey.remove(key);
        int count = before == null || now - before.lastNanos() > FORGOTTEN_AFTER.toNanos() ? 1 : before.count() + 1;
        Duration wait = count < free ? Duration.ZERO : Duration.ofSeconds(1L << Math.min(count - free, 20));
        if (wait.compareTo(LONGEST) > 0) {
            wait = LONGEST;
        }
        byKey.put(key, new Failures(count, now, now + wait.toNanos()));
        Iterator<String> oldest = byKey.keySet().iterator();
        while (byKey.size() > MOST) {
            oldest.next();
            oldest.remove();
        }
        return wait;
    }

    synchronized void succeeded(String key) {
        byKey.remove(key);
    }

    synchronized int size() {
        return byKey.size();
    }
}
