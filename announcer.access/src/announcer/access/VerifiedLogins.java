package announcer.access;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Credentials that were verified lately, so that not every request of HTTP Basic pays for the slow hash. Held as HMACs under a key of
 * this process. Thread-safe.
 */
final class VerifiedLogins {
    private static final Duration LIFE = Duration.ofMinutes(5);
    private static final int MOST = 64;

    private final LongSupplier nanoTime;
    private final Hmac hmac;
    private final Map<String, Long> since = new LinkedHashMap<>();

    VerifiedLogins(LongSupplier nanoTime, SecureRandom random) {
        this.nanoTime = nanoTime;
        this.hmac = new Hmac(random);
    }

    // Looking up a keyed HMAC tells nothing by its time: who does not know the key cannot choose its bytes.
    synchronized boolean contains(String credentials) {
        Long then = since.get(hmac.of(credentials));
        return then != null && nanoTime.getAsLong() - then < LIFE.toNanos();
    }

    synchronized void add(String credentials) {
        since.put(hmac.of(credentials), nanoTime.getAsLong());
        Iterator<String> oldest = since.keySet().iterator();
        while (since.size() > MOST) {
            oldest.next();
            oldest.remove();
        }
    }

    synchronized int size() {
        return since.size();
    }
}
