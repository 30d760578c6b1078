package announcer.engine.output;

import announcer.lib.time.MonotonicClock;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What keeps a channel from being wired, in words. Said by the control thread, read by any. */
final class OutputFault {
    private static final Logger LOG = LoggerFactory.getLogger(OutputFault.class);
    private static final long LASTING_NANOS = 2_000_000_000L;

    private final String channel;
    private final MonotonicClock clock;
    private volatile Optional<String> now = Optional.empty();
    private String reported = "";
    private long since;

    OutputFault(String channel, MonotonicClock clock) {
        this.channel = channel;
        this.clock = clock;
    }

    /** Empty when there is none. */
    Optional<String> now() {
        return now;
    }

    /** @param what empty: there is none any more */
    void say(String what) {
        if (!what.equals(now.orElse(""))) {
            now = what.isEmpty() ? Optional.empty() : Optional.of(what);
            since = clock.nanoTime();
        }
    }

    /** Nanoseconds until {@link #report} is to be called; {@link Long#MAX_VALUE}: not before something new is said. */
    long nanosToReport(long nanos) {
        String what = now.orElse("");
        return what.isEmpty() || what.equals(reported) ? Long.MAX_VALUE : Math.max(0, since + LASTING_NANOS - nanos);
    }

    /** One log line for a problem that lasts: while bundles come up one after the other, most pass by themselves. */
    void report(long nanos) {
        String what = now.orElse("");
        if (what.isEmpty()) {
            reported = "";
        } else if (!what.equals(reported) && nanos - since >= LASTING_NANOS) {
            reported = what;
            LOG.warn("channel {}: {}", channel, what);
        }
    }
}
