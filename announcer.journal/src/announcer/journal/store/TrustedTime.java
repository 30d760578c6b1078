package announcer.journal.store;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.lib.time.MonotonicClock;

/**
 * The wall clock, where it is to tell what is too old. One that has jumped forward, or is far ahead of what was written last before the start,
 * is not believed until this process has run for a day: by then somebody has mended it, or it is right. For announcer-journal.
 */
final class TrustedTime {
    private static final Logger LOG = LoggerFactory.getLogger(TrustedTime.class);
    private static final Duration DAY = Duration.ofDays(1);
    /** By how much a clock may be put forward and be believed: the hour of a summer, and some. */
    private static final Duration STEP = Duration.ofHours(2);

    private final InstantSource wall;
    private final MonotonicClock clock;
    private Instant lastWall;
    private long lastNanos;
    /** Until when it is not believed; null: it is. */
    private Long until;

    /** @param newest when the newest in the store was accepted; empty when there is none */
    TrustedTime(InstantSource wall, MonotonicClock clock, Optional<Instant> newest) {
        this.wall = wall;
        this.clock = clock;
        lastWall = wall.instant();
        lastNanos = clock.nanoTime();
        if (newest.isPresent() && newest.get().plus(DAY).isBefore(lastWall)) {
            until = lastNanos + DAY.toNanos();
        }
    }

    /** The time; empty while it is not believed. */
    Optional<Instant> now() {
        Instant now = wall.instant();
        long nanos = clock.nanoTime();
        Duration jump = Duration.between(lastWall, now).minusNanos(nanos - lastNanos);
        if (jump.compareTo(STEP) > 0) {
            LOG.warn("the clock was put forward by {} h; what is too old by it stays in the journal for a day of running", jump.toHours());
            until = nanos + DAY.toNanos();
        }
        lastWall = now;
        lastNanos = nanos;
        if (until != null && nanos - until >= 0) {
            until = null;
        }
        return until == null ? Optional.of(now) : Optional.empty();
    }
}
