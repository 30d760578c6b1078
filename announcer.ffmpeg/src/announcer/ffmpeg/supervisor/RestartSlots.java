package announcer.ffmpeg.supervisor;

import java.time.Duration;

/**
 * The moments at which pushes are started again for the first time after a fault: one every 5 ms. When a server restarts, all its pushes
 * fail at once; started together again, a thousand processes would hinder each other and flood the server, while a push that fails alone
 * has its moment at once. Safe for use by any thread.
 */
public final class RestartSlots {
    private static final Duration SPACING = Duration.ofMillis(5);

    private long freeNanos;

    /** @param nowNanos of the monotonic clock */
    public RestartSlots(long nowNanos) {
        freeNanos = nowNanos;
    }

    /**
     * Takes the next moment that is free.
     *
     * @param nowNanos of the monotonic clock
     * @return the time until then
     */
    synchronized Duration take(long nowNanos) {
        long slot = freeNanos - nowNanos > 0 ? freeNanos : nowNanos;
        freeNanos = slot + SPACING.toNanos();
        return Duration.ofNanos(slot - nowNanos);
    }
}
