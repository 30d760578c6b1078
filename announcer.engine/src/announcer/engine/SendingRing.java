package announcer.engine;

import java.util.concurrent.atomic.AtomicReferenceArray;

/** The sendings that a lane is to begin, in order: put in by the control thread, taken out by the pacer. */
// Each counter has one writer: the control thread (offered) or the pacer (taken).
@SuppressWarnings("NonAtomicVolatileUpdate")
final class SendingRing {
    private static final int ROOM = 64;

    private final AtomicReferenceArray<Sending> ring = new AtomicReferenceArray<>(ROOM);
    private volatile long offered;
    private volatile long taken;

    /** Puts one at the end; false when there is no room. Control thread. */
    boolean offer(Sending s) {
        long n = offered;
        if (n - taken >= ROOM) {
            return false;
        }
        ring.set((int) (n & (ROOM - 1)), s);
        offered = n + 1;
        return true;
    }

    /** The first; null when there is none. Pacer. */
    Sending first() {
        long n = taken;
        return n < offered ? ring.get((int) (n & (ROOM - 1))) : null;
    }

    /** Takes the first out. Pacer. */
    void removeFirst() {
        long n = taken;
        ring.set((int) (n & (ROOM - 1)), null);
        taken = n + 1;
    }
}
