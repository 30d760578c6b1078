package announcer.engine.announcement;

import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Runs what is added one at a time, in the order in which it was added, on a thread of those that call {@link #run}, and without a lock. Any
 * thread; whoever finds another one running returns at once, and the other does what was added meanwhile.
 */
public final class TellingOrder {
    // Both guarded by this.
    private final Queue<Runnable> added = new ArrayDeque<>(2);
    private boolean running;

    /** Adds something to be run by the next {@link #run}. */
    public synchronized void add(Runnable r) {
        added.add(r);
    }

    /** Runs what was added, unless somebody else is at it. */
    public void run() {
        if (!begins()) {
            return;
        }
        try {
            for (Runnable r = next(); r != null; r = next()) {
                r.run();
            }
        } catch (RuntimeException | Error e) {
            // What comes next is run all the same.
            stops();
            throw e;
        }
    }

    private synchronized boolean begins() {
        boolean first = !running;
        running = true;
        return first;
    }

    /** The next; null when that was all, and nobody is running any more. */
    private synchronized Runnable next() {
        Runnable r = added.poll();
        running = r != null;
        return r;
    }

    private synchronized void stops() {
        running = false;
    }
}
