package announcer.web.live;

import java.util.HashMap;
import java.util.Map;

import announcer.api.access.Caller;

/** Who has how many of the places for answers without end: nobody more than half of them. Safe for use by any thread. */
final class StreamQuota {
    /** What became of the wish for a place. */
    enum Answer {
        /** There is one; it is to be left. */
        TAKEN,
        /** All are taken. */
        FULL,
        /** The caller has its half already. */
        HALF
    }

    private final Map<String, Integer> held = new HashMap<>();
    private int all;

    /** @param most how many places there are now */
    synchronized Answer take(Caller caller, int most) {
        if (all >= most) {
            return Answer.FULL;
        }
        if (held.getOrDefault(caller.name(), 0) >= half(most)) {
            return Answer.HALF;
        }
        held.merge(caller.name(), 1, Integer::sum);
        all++;
        return Answer.TAKEN;
    }

    /** Once for each place that was taken. */
    synchronized void leave(Caller caller) {
        held.computeIfPresent(caller.name(), (name, n) -> n > 1 ? n - 1 : null);
        all--;
    }

    /** How many of these one caller may have: the only one is for anybody. */
    static int half(int most) {
        return (most + 1) / 2;
    }
}
