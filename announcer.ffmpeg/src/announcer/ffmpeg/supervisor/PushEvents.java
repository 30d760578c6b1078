package announcer.ffmpeg.supervisor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The events that wait for the owner thread of a push: a few, whatever comes. What says the same again waits once, of media times and looks the
 * newest waits, and a Close goes before all others. Safe for use by any thread.
 */
final class PushEvents {
    /** Guarded by this. */
    private final List<PushEvent> waiting = new ArrayList<>();

    synchronized void add(PushEvent event) {
        int same = event instanceof PushEvent.Exited ? -1 : indexOfKind(event.getClass());
        if (same >= 0) {
            if (event instanceof PushEvent.MediaTime || event instanceof PushEvent.Looked) {
                waiting.set(same, event);
            }
        } else {
            waiting.add(event instanceof PushEvent.Close ? 0 : waiting.size(), event);
        }
        notifyAll();
    }

    private int indexOfKind(Class<?> kind) {
        for (int i = 0; i < waiting.size(); i++) {
            if (waiting.get(i).getClass() == kind) {
                return i;
            }
        }
        return -1;
    }

    /** Takes the next one; null when none came in this time. */
    synchronized PushEvent poll(Duration time) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); waiting.isEmpty() && left > 0; left = end - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        return waiting.isEmpty() ? null : waiting.remove(0);
    }

    /** How many wait. */
    synchronized int size() {
        return waiting.size();
    }
}
