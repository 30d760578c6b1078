package announcer.ffmpeg.supervisor;

import java.time.Duration;
import java.util.Optional;

/**
 * The moments at which pushes are started again without delay: one every 5 ms. When a server restarts, all its pushes fail at once; started
 * together again, a thousand processes would hinder each other and flood the server, while a push that fails alone has its moment at once.
 * A thousand can be had at a time, and 20 more with each second: pushes that fail together again and again wait as each of them would that
 * fails alone for the second time. Safe for use by any thread.
 */
public final class RestartSlots {
    private static final Duration SPACING = Duration.ofMillis(5);
    private static final int MOST = 1000;
    private static final double BACK_PER_SECOND = 20;

    private long freeNanos;
    private double left = MOST;
    private long countedNanos;

    /** @param nowNanos of the monotonic clock */
    public RestartSlots(long nowNanos) {
        freeNanos = nowNanos;
        countedNanos = nowNanos;
    }

    /**
     * Takes the next moment that is free.
     *
     * @param nowNanos of the monotonic clock
     * @return the time until then; empty when too many have been taken of late
     */
    synchronized Optional<Duration> take(long nowNanos) {
        left = Math.min(MOST, left + Math.max(0, nowNanos - countedNanos) / 1e9 * BACK_PER_SECOND);
        countedNanos = nowNanos;
        if (left < 1) {
            return Optional.empty();
        }
        left--;
        long slot = freeNanos - nowNanos > 0 ? freeNanos : nowNanos;
        freeNanos = slot + SPACING.toNanos();
        return Optional.of(Duration.ofNanos(slot - nowNanos));
    }
}
