package announcer.engine.voice;

import announcer.lib.time.MonotonicClock;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which speech engines have failed lately. One that fails three times in a row is set aside: 30 s, then twice as long with every further
 * failure, ten minutes at most. What it speaks puts it right again. Any thread.
 */
public final class EngineCircuitBreaker {
    public static final int FAILURES = 3;
    private static final long FIRST_NANOS = 30_000_000_000L;
    private static final long LONGEST_NANOS = 600_000_000_000L;
    private static final Logger LOG = LoggerFactory.getLogger(EngineCircuitBreaker.class);

    private record Failures(int failures, long untilNanos) {}

    private final MonotonicClock clock;
    // By service id.
    private final Map<Long, Failures> records = new ConcurrentHashMap<>();

    public EngineCircuitBreaker(MonotonicClock clock) {
        this.clock = clock;
    }

    public void failed(long serviceId, String name, String cause) {
        Failures after = records.merge(serviceId, new Failures(1, 0), (r, one) -> next(r));
        if (after.failures >= FAILURES) {
            LOG.warn("speech engine {} has failed {} times in a row and is set aside for {} s: {}", name, after.failures,
                    (after.untilNanos - clock.nanoTime()) / 1_000_000_000L, cause);
        }
    }

    private Failures next(Failures r) {
        int failures = r.failures + 1;
        int beyond = failures - FAILURES;
        // The shift is bounded, or it would wrap around.
        long pause = beyond < 0 ? 0 : Math.min(LONGEST_NANOS, FIRST_NANOS << Math.min(beyond, 10));
        return new Failures(failures, clock.nanoTime() + pause);
    }

    public void spoke(long serviceId) {
        records.remove(serviceId);
    }

    /** The engine's service has gone; what comes again is judged anew. */
    void forget(long serviceId) {
        records.remove(serviceId);
    }

    /** Failures in a row. */
    public int failures(long serviceId) {
        Failures r = records.get(serviceId);
        return r == null ? 0 : r.failures;
    }

    /** For how long it is still set aside, in nanoseconds; empty when it is not. */
    OptionalLong setAsideNanos(long serviceId) {
        Failures r = records.get(serviceId);
        if (r == null || r.failures < FAILURES) {
            return OptionalLong.empty();
        }
        long left = r.untilNanos - clock.nanoTime();
        return left > 0 ? OptionalLong.of(left) : OptionalLong.empty();
    }
}
