package announcer.lib.limit;

import java.util.HashMap;
import java.util.Map;

/**
 * A bounded number of places, of which each key (an address, a caller) has a share. How many there are is said at each call, so that a change of
 * the setting is in force at once, and so that some can be kept: whoever may not have the kept ones asks for fewer. Safe for use by any thread.
 *
 * @param <K> the key, with {@code equals} and {@code hashCode}
 */
public final class Shares<K> {
    /** The answer to who asks for a place. */
    public enum Answer {
        /** There is one; it is to be freed. */
        TAKEN,
        /** All are taken. */
        FULL,
        /** The key has its share already. */
        SHARE_USED
    }

    /** One place in so many is kept. */
    private static final int KEPT_PART = 10;

    private final Map<K, Integer> held = new HashMap<>();
    private int taken;

    /**
     * Takes a place.
     *
     * @param most how many of all the places this key may see taken: fewer than there are, where some are kept for others
     * @param share how many the key may have
     */
    public synchronized Answer take(K key, int most, int share) {
        if (taken >= most) {
            return Answer.FULL;
        }
        int own = held.getOrDefault(key, 0);
        if (own >= share) {
            return Answer.SHARE_USED;
        }
        held.put(key, own + 1);
        taken++;
        return Answer.TAKEN;
    }

    /** Gives a place back; once for each that was taken. */
    public synchronized void free(K key) {
        Integer own = held.get(key);
        if (own == null) {
            throw new IllegalStateException("a place is given back that was not taken");
        }
        if (own == 1) {
            held.remove(key);
        } else {
            held.put(key, own - 1);
        }
        taken--;
    }

    /** Places that are taken now. */
    public synchronized int taken() {
        return taken;
    }

    /** Returns what is left of so many places when a tenth is kept for those who need one most. */
    public static int withoutKept(int places) {
        return places - places / KEPT_PART;
    }

    /** Returns the half of so many places, rounded up: the only one is for anybody. */
    public static int half(int places) {
        return (places + 1) / 2;
    }
}
