package announcer.web.http;

import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import jakarta.servlet.ServletInputStream;

/**
 * The limit of bodies that are waited for at once: each holds a thread of the server, which has a hundred, and the console needs some too. A body
 * that is there already when it is read does not count. Safe for use by any thread.
 */
public final class SlowBodyLimit {
    /** The limit in the product. */
    public static final int MOST = 16;

    /** So long one waits for its turn: most bodies come just behind their head, and then need none. */
    private static final long GRACE_MILLIS = 100;

    private final int most;
    private final Semaphore places;

    /** @param most how many may be waited for at once */
    public SlowBodyLimit(int most) {
        this.most = most;
        places = new Semaphore(most);
    }

    /**
     * Takes a place when reading would wait for the network.
     *
     * @param missing bytes that are still to come; negative when nobody knows
     * @return whether a place was taken, which is to be left
     */
    boolean take(ServletInputStream in, long missing) throws Problem, IOException {
        if (!waits(in, missing)) {
            return false;
        }
        try {
            if (places.tryAcquire(GRACE_MILLIS, TimeUnit.MILLISECONDS)) {
                return true;
            }
        } catch (InterruptedException e) {
            // The server is stopping.
            Thread.currentThread().interrupt();
        }
        if (waits(in, missing)) {
            throw new Problem(429, "too-many-slow-bodies", "Too many bodies are on their way", "the bodies of " + most
                    + " requests have not arrived whole and are waited for, and this one has not either; send it again, at once and whole")
                    .later().header("Connection", "close");
        }
        return false;
    }

    void leave() {
        places.release();
    }

    /** Returns the number of bodies that are waited for now. */
    public int waiting() {
        return most - places.availablePermits();
    }

    private static boolean waits(ServletInputStream in, long missing) throws IOException {
        return missing != 0 && in.available() == 0 && !in.isFinished();
    }
}
