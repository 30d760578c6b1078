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
    /** So long a body waits for its turn: most come just behind their head, and then need none. */
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

    /** A body that is about to be read. Closing it gives its place back. For the thread that reads. */
    Body body(String sender) {
        return new Body(sender);
    }

    /** The place of one body, which it takes when it is waited for. */
    final class Body implements AutoCloseable {
        private final String sender;
        /** For the whole body: one whose bytes come one by one waits for each of them. */
        private int graceSteps = GRACE_STEPS;
        private boolean taken;

        private Body(String sender) {
            this.sender = sender;
        }

        /**
         * Takes a place, if none is taken yet, when reading would wait for the network.
         *
         * @param missing bytes that are still to come; negative when nobody knows
         * @throws BodyException when there is none
         */
        void awaits(ServletInputStream in, long missing) throws BodyException, IOException {
            while (!taken && missing != 0 && in.available() <= 0 && !in.isFinished()) {
                // Once for the whole body: what has come late is likely to do so again.
                taken = places.take(sender, most, Shares.half(most)) == Shares.Answer.TAKEN;
                if (taken) {
                    return;
                }
                if (graceSteps == 0) {
                    throw new BodyException(BodyException.Reason.TOO_MANY_SLOW, 0, null);
                }
                graceSteps--;
                LockSupport.parkNanos(this, GRACE_STEP_NANOS);
            }
        }

        @Override
        public void close() {
            if (taken) {
                taken = false;
                places.free(sender);
            }
        }
    }

    /** Returns the number of bodies that are waited for now. */
    public int waiting() {
        return places.taken();
    }
}
