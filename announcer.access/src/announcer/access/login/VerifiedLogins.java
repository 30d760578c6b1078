package announcer.access.login;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

import announcer.access.crypto.Hmac;
import announcer.lib.time.MonotonicClock;

/**
 * A cache of recently verified credentials, so that not every request of HTTP Basic computes the slow hash. It holds HMACs under a key of
 * this process. Thread-safe.
 */
final class VerifiedLogins {
    private static final Duration LIFE = Duration.ofMinutes(5);
    private static final int MOST = 64;

    private final MonotonicClock monotonic;
    private final Hmac hmac;
    private final Map<String, Long> since = new LinkedHashMap<>();

    VerifiedLogins(MonotonicClock monotonic, SecureRandom random) {
        this.monotonic = monotonic;
        this.hmac = new Hmac(random);
    }

    // The time of the look-up reveals nothing: without the key nobody can choose the bytes of the HMAC.
    synchronized boolean contains(String credentials) {
        Long then = since.get(hmac.of(credentials));
        return then != null && monotonic.nanoTime() - then < LIFE.toNanos();
    }

    synchronized void add(String credentials) {
        since.put(hmac.of(credentials), monotonic.nanoTime());
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
