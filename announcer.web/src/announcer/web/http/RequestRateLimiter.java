package announcer.web.http;

import announcer.lib.limit.TokenBuckets;
import announcer.lib.time.MonotonicClock;

/** A limit of the requests of each caller: so many a second in the long run, and five times as many at once. Safe for use by any thread. */
public final class RequestRateLimiter {
    /** Callers that are remembered. */
    static final int MOST_CALLERS = TokenBuckets.MOST_CALLERS;
    private static final double BURST_SECONDS = 5;

    private final TokenBuckets buckets;

    public RequestRateLimiter(MonotonicClock clock) {
        buckets = new TokenBuckets(clock);
    }

    /**
     * Counts a request.
     *
     * @param who whose it is
     * @param perSecond how many may come in a second; 0: any number
     */
    public void count(String who, int perSecond) throws Problem {
        if (perSecond > 0 && !buckets.take(who, perSecond, perSecond * BURST_SECONDS)) {
            throw new Problem(429, "too-many-requests", "Too many requests", "more than " + perSecond
                    + " requests a second came from this caller (setting requestsPerSecond of announcer.web); send fewer, or ask with "
                    + "?wait= or /api/events instead of again and again").header("Retry-After", "1");
        }
    }

    /** Callers that are remembered now. */
    int callers() {
        return buckets.callers();
    }
}
