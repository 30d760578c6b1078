package announcer.lib.log;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/** Limits what strangers can cause without end to one log entry a minute for each of them. Thread-safe. */
public final class LogThrottle {
    private static final long AGAIN_AFTER_NANOS = Duration.ofMinutes(1).toNanos();
    private static final int MOST = 1_000;
    /** The key of all others together, when there are too many keys. */
    private static final String OTHERS = "";

    private static final class Told {
        private final long nanos;
        private long missed;

        Told(long nanos) {
            this.nanos = nanos;
        }
    }

    private final LongSupplier nanoTime;
    /** The keys by the time of their last entry, oldest first. */
    private final Map<String, Told> byKey = new LinkedHashMap<>();

    /** @param nanoTime a monotonic clock, in nanoseconds */
    public LogThrottle(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /**
     * Asks whether an entry may be logged now.
     *
     * @param key the cause and the kind of the entry
     * @return how many entries of this key were suppressed since the last logged one; empty: this one is suppressed too
     */
    public synchronized OptionalLong pass(String key) {
        long now = nanoTime.getAsLong();
        String counted = byKey.containsKey(key) || hasRoom(now) ? key : OTHERS;
        Told before = byKey.get(counted);
        if (before != null && now - before.nanos < AGAIN_AFTER_NANOS) {
            before.missed++;
            return OptionalLong.empty();
        }
        byKey.remove(counted);
        byKey.put(counted, new Told(now));
        return OptionalLong.of(before == null ? 0 : before.missed);
    }

    private boolean hasRoom(long now) {
        if (byKey.size() < MOST) {
            return true;
        }
        Iterator<Told> oldest = byKey.values().iterator();
        if (now - oldest.next().nanos < AGAIN_AFTER_NANOS) {
            return false;
        }
        oldest.remove();
        return true;
    }

    synchronized int size() {
        return byKey.size();
    }

    /** Returns the words for a number of suppressed entries. */
    public static String more(long missed) {
        return missed == 0 ? "" : " (and " + missed + " more)";
    }
}
