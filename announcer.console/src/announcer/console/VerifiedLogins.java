package announcer.console;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Credentials that were verified lately, so that not every request of HTTP Basic pays for the slow hash. Held as HMACs under a key that
 * is made in this process and never leaves it. Thread-safe.
 */
final class VerifiedLogins {
    private static final Duration LIFE = Duration.ofMinutes(5);
    private static final int MOST = 16;

    private final LongSupplier nanoTime;
    private final SecretKeySpec key;
    private final Map<ByteBuffer, Long> since = new LinkedHashMap<>();

    VerifiedLogins(LongSupplier nanoTime, SecureRandom random) {
        this.nanoTime = nanoTime;
        byte[] secret = new byte[32];
        random.nextBytes(secret);
        this.key = new SecretKeySpec(secret, "HmacSHA256");
    }

    // Looking up a keyed HMAC tells nothing by its time: who does not know the key cannot choose its bytes.
    synchronized boolean contains(String credentials) {
        Long then = since.get(digest(credentials));
        return then != null && nanoTime.getAsLong() - then < LIFE.toNanos();
    }

    synchronized void add(String credentials) {
        since.put(digest(credentials), nanoTime.getAsLong());
        Iterator<ByteBuffer> oldest = since.keySet().iterator();
        while (since.size() > MOST) {
            oldest.next();
            oldest.remove();
        }
    }

    synchronized void clear() {
        since.clear();
    }

    synchronized int size() {
        return since.size();
    }

    private ByteBuffer digest(String credentials) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return ByteBuffer.wrap(mac.doFinal(credentials.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }
}
