package announcer.web.live;

import java.util.HashMap;
import java.util.Map;

import announcer.api.access.Caller;

/** The places for streaming responses, of which one caller may hold half. Safe for use by any thread. */
final class StreamQuota {
    /** The result of reserving a place. */
    enum Reservation {
        /** There is one; it is to be released. */
        RESERVED,
        /** All are taken. */
        FULL,
        /** The caller has its half already. */
        HALF
    }

    private final Map<String, Integer> held = new HashMap<>();
    private int all;

    /** @param most how many places there are now */
    synchronized Reservation reserve(Caller caller, int most) {
        if (all >= most) {
            return Reservation.FULL;
        }
        if (held.getOrDefault(caller.name(), 0) >= half(most)) {
            return Reservation.HALF;
        }
        held.merge(caller.name(), 1, Integer::sum);
        all++;
        return Reservation.RESERVED;
    }

    /** Gives a place back; once for each that was reserved. */
    synchronized void release(Caller caller) {
        held.computeIfPresent(caller.name(), (name, n) -> n > 1 ? n - 1 : null);
        all--;
    }

    /** Returns how many places one caller may have: the only one is for anybody. */
    static int half(int most) {
        return (most + 1) / 2;
    }
}
