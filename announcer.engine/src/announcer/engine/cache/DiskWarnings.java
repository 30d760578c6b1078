package announcer.engine.cache;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what could not be kept, and says so in the log, seldom: a full disk fails at every sentence. */
final class DiskWarnings {
    private static final Logger LOG = LoggerFactory.getLogger(PhraseCache.class);
    private static final long QUIET_MILLIS = Duration.ofHours(1).toMillis();

    private final InstantSource clock;
    private final AtomicLong unwritten = new AtomicLong();
    private final AtomicLong warnings = new AtomicLong();
    private final AtomicLong quietUntil = new AtomicLong(Long.MIN_VALUE);

    DiskWarnings(InstantSource clock) {
        this.clock = clock;
    }

    /** A phrase was not written since too many wait. */
    void skipped() {
        unwritten.incrementAndGet();
        LOG.debug("A phrase is not kept on disk: the disk does not keep up");
    }

    /** A phrase could not be written. */
    void unwritten(String what, Exception cause) {
        warn(what + "; " + unwritten.incrementAndGet() + " phrases were not kept on disk so far, the cache works on in memory", cause);
    }

    /** Something else that an administrator should know. */
    void warn(String what, Exception cause) {
        long now = clock.millis();
        long until = quietUntil.get();
        if (now >= until && quietUntil.compareAndSet(until, now + QUIET_MILLIS)) {
            warnings.incrementAndGet();
            LOG.warn("Phrase cache: {}: {}. For an hour this is not said again", what, cause.toString());
        } else {
            LOG.debug("Phrase cache: {}", what, cause);
        }
    }

    long unwritten() {
        return unwritten.get();
    }

    long warnings() {
        return warnings.get();
    }
}
