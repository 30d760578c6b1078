package announcer.console;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * How long an address has to wait after wrong passwords: the first few cost nothing, then 1 s, doubling to 5 min. While it waits its
 * passwords are not even looked at, which also bounds the work of hashing. Thread-safe.
 */
final class FailedLogins {
    private static final int FREE = 5;
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(15);
    private static final int MOST_ADDRESSES = 1_000;

    private record Failures(int count, long lastNanos, long untilNanos) {}

    private final LongSupplier nanoTime;
    private final Map<String, Failures> byAddress = new LinkedHashMap<>();

    FailedLogins(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** How long the address still has to wait; zero: it may try. */
    synchronized Duration wait(String address) {
        Failures f = byAddress.get(address);
        long left = f == null ? 0 : f.untilNanos() - nanoTime.getAsLong();
        return left <= 0 ? Duration.ZERO : Duration.ofNanos(left);
    }

    /** @return how long the address now has to wait */
    synchronized Duration failed(String address) {
        long now = nanoTime.getAsLong();
        Failures before = byAddress.remove(address);
        int count = before == null || now - before.lastNanos() > FORGOTTEN_AFTER.toNanos() ? 1 : before.count() + 1;
        Duration wait = count < FREE ? Duration.ZERO : Duration.ofSeconds(1L << Math.min(count - FREE, 20));
        if (wait.compareTo(LONGEST) > 0) {
            wait = LONGEST;
        }
        byAddress.put(address, new Failures(count, now, now + wait.toNanos()));
        Iterator<String> oldest = byAddress.keySet().iterator();
        while (byAddress.size() > MOST_ADDRESSES) {
            oldest.next();
            oldest.remove();
        }
        return wait;
    }

    synchronized void succeeded(String address) {
        byAddress.remove(address);
    }

    synchronized int size() {
        return byAddress.size();
    }
}
