package announcer.bench.rtsp;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import announcer.bench.util.Until;

/** When packets came, in order, as {@link System#nanoTime()}, of one stream over all its connections. Safe for use by any thread. */
public final class Arrivals {
    private final List<Long> nanos = new ArrayList<>();

    /** One has come. */
    public synchronized void add(long arrivalNanos) {
        nanos.add(arrivalNanos);
    }

    /** How many have come. */
    public synchronized int count() {
        return nanos.size();
    }

    /** How many have come after this moment. */
    public synchronized int countAfter(long moment) {
        return nanos.size() - firstAfter(moment);
    }

    private int firstAfter(long moment) {
        int first = nanos.size();
        while (first > 0 && nanos.get(first - 1) > moment) {
            first--;
        }
        return first;
    }

    /** Waits until one comes after this moment, and returns when. */
    public long awaitAfter(long moment, Duration limit) {
        Until.isTrue("an RTP packet has come", limit, () -> countAfter(moment) > 0);
        synchronized (this) {
            return nanos.get(firstAfter(moment));
        }
    }

    /** The longest time without one from just before this moment until the last one, in milliseconds. */
    public synchronized double longestMillisSince(long moment) {
        int first = firstAfter(moment);
        long before = first > 0 ? nanos.get(first - 1) : moment;
        long longest = 0;
        for (int i = first; i < nanos.size(); i++) {
            longest = Math.max(longest, nanos.get(i) - before);
            before = nanos.get(i);
        }
        return longest / 1e6;
    }
}
