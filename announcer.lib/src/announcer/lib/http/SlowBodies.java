package announcer.lib.http;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import announcer.lib.limit.Shares;
import jakarta.servlet.ServletInputStream;

/**
 * The limit of bodies that are waited for at once: each holds a thread of the server, which has a hundred, and others need some too. One sender
 * has half of the places. A body that is there already when it is read does not count. Safe for use by any thread.
 */
public final class SlowBodies {
    /** So long one waits for its turn: most bodies come just behind their head, and then need none. */
    private static final int GRACE_STEPS = 10;
    private static final long GRACE_STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final int most;
    private final Shares<String> places = new Shares<>();

    /** @param most how many may be waited for at once */
    public SlowBodies(int most) {
        this.most = most;
    }

    /** How many may be waited for at once. */
    public int most() {
        return most;
    }

    /**
     * Takes a place when reading would wait for the network.
     *
     * @param sender whose body it is
     * @param missing bytes that are still to come; negative when nobody knows
     * @return whether a place was taken, which is to be left
     * @throws BodyException when there is none
     */
    boolean take(String sender, ServletInputStream in, long missing) throws BodyException, IOException {
        for (int i = 0; i <= GRACE_STEPS; i++) {
            if (missing == 0 || in.available() > 0 || in.isFinished()) {
                return false;
            }
            if (places.take(sender, most, Shares.half(most)) == Shares.Answer.TAKEN) {
                return true;
            }
            LockSupport.parkNanos(this, GRACE_STEP_NANOS);
        }
        throw new BodyException(BodyException.Reason.TOO_MANY_SLOW, 0, null);
    }

    void leave(String sender) {
        places.free(sender);
    }

    /** Returns the number of bodies that are waited for now. */
    public int waiting() {
        return places.taken();
    }
}
