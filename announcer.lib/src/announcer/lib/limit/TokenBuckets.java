package announcer.lib.limit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import announcer.lib.time.MonotonicClock;

/**
 * A limit of what each caller does: so much a second in the long run, and so much at once (a token bucket). The caller that has not been heard of for
 * longest is forgotten when there are too many; its bucket is full by then unless it is attacking. Safe for use by any thread.
 */
public final class TokenBuckets {
    /** Callers that are remembered. */
    public static final int MOST_CALLERS = 10_000;

    private final MonotonicClock clock;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MOST_CALLERS;
        }
    };

    public TokenBuckets(MonotonicClock clock) {
        this.clock = clock;
    }

    /**
     * Counts something that a caller does.
     *
     * @param perSecond how much it may do in a second
     * @param burst how much at once
     * @return whether it may
     */
    public synchronized boolean take(String who, double perSecond, double burst) {
        Bucket bucket = buckets.computeIfAbsent(who, w -> new Bucket(burst, clock.nanoTime()));
        bucket.fill(clock.nanoTime(), perSecond, burst);
        if (bucket.drops < 1) {
            return false;
        }
        bucket.drops--;
        return true;
    }

    /** Callers that are remembered now. */
    public synchronized int callers() {
        return buckets.size();
    }

    private static final class Bucket {
        private double drops;
        private long filled;

        Bucket(double drops, long now) {
            this.drops = drops;
            filled = now;
        }

        void fill(long now, double perSecond, double burst) {
            double more = (double) (now - filled) / TimeUnit.SECONDS.toNanos(1) * perSecond;
            drops = Math.min(burst, drops + more);
            filled = now;
        }
    }
}
