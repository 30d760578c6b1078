package announcer.access;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/** Lets what strangers can cause as often as they like be told once a minute for each of them, so that they cannot flood a log. Thread-safe. */
final class Throttle {
    private static final long AGAIN_AFTER_NANOS = Duration.ofMinutes(1).toNanos();
    private static final int MOST = 1_000;
    /** Takes all the others together, when there are too many at once. */
    private static final String OTHERS = "";

    private static final class Told {
        private final long nanos;
        private long missed;

        Told(long nanos) {
            this.nanos = nanos;
        }
    }

    private final LongSupplier nanoTime;
    /** Those told longest ago first. */
    private final Map<String, Told> byKey = new LinkedHashMap<>();

    Throttle(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /**
     * Asks whether something is to be told.
     *
     * @param key who causes it, and what it is
     * @return how many like it were not told since the last one that was; empty: this one is not told either
     */
    synchronized OptionalLong pass(String key) {
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

    /** What is said of those that were not told. */
    static String more(long missed) {
        return missed == 0 ? "" : " (and " + missed + " more)";
    }
}
