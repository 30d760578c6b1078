package announcer.web.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import announcer.lib.time.MonotonicClock;

/**
 * A limit of the requests of each caller: so many a second in the long run, and five times as many at once (a token bucket). The caller that has
 * not been heard of for longest is forgotten when there are too many; its bucket is full by then unless it is attacking. Safe for use by
 * any thread.
 */
public final class RequestRateLimiter {
    /** Callers that are remembered. */
    static final int MOST_CALLERS = 10_000;
    private static final double BURST_SECONDS = 5;

    private final MonotonicClock clock;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MOST_CALLERS;
        }
    };

    public RequestRateLimiter(MonotonicClock clock) {
        this.clock = clock;
    }

    /**
     * Counts a request.
     *
     * @param who whose it is
     * @param perSecond how many may come in a second; 0: any number
     */
    public synchronized void count(String who, int perSecond) throws Problem {
        if (perSecond == 0) {
            return;
        }
        Bucket bucket = buckets.computeIfAbsent(who, w -> new Bucket(perSecond * BURST_SECONDS, clock.nanoTime()));
        bucket.fill(clock.nanoTime(), perSecond);
        if (bucket.drops < 1) {
            throw new Problem(429, "too-many-requests", "Too many requests", "more than " + perSecond
                    + " requests a second came from this caller (setting requestsPerSecond of announcer.web); send fewer, or ask with "
                    + "?wait= or /api/events instead of again and again").header("Retry-After", "1");
        }
        bucket.drops--;
    }

    /** Callers that are remembered now. */
    synchronized int callers() {
        return buckets.size();
    }

    private static final class Bucket {
        private double drops;
        private long filled;

        Bucket(double drops, long now) {
            this.drops = drops;
            filled = now;
        }

        void fill(long now, int perSecond) {
            double more = (double) (now - filled) / TimeUnit.SECONDS.toNanos(1) * perSecond;
            drops = Math.min(perSecond * BURST_SECONDS, drops + more);
            filled = now;
        }
    }
}
