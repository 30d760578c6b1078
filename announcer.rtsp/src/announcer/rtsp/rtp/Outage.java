package announcer.rtsp.rtp;

import java.util.OptionalLong;

/**
 * A time in which not all that was sent reached a player.
 *
 * @param sinceNanos its beginning, on the server's clock
 * @param untilNanos its end; empty: it has not ended
 */
public record Outage(long sinceNanos, OptionalLong untilNanos) {
    /** One that goes on. */
    public static Outage since(long nanos) {
        return new Outage(nanos, OptionalLong.empty());
    }

    /** Whether some of it lies in this time. */
    public boolean overlaps(long from, long to) {
        return sinceNanos - to < 0 && (untilNanos.isEmpty() || untilNanos.getAsLong() - from >= 0);
    }
}
