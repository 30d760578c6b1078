package announcer.engine.channel;

import java.util.concurrent.atomic.AtomicReference;

/**
 * The tasks that were woken: many producers, one consumer, without locks and without allocation, since the tasks themselves are its links.
 * The consumer takes all that are there at once; so each is served before any that comes later, and no link is ever taken while another
 * thread may take it too (no ABA).
 *
 * <p>
 * A task must not be pushed again before the consumer has taken it: {@link ControlTask#wake()} sees to that.
 */
final class WakeUpQueue {
    private final AtomicReference<ControlTask> newest = new AtomicReference<>();

    /** Adds a task that is not in it. Any thread. */
    void push(ControlTask t) {
        ControlTask before;
        do {
            before = newest.get();
            t.next = before;
        } while (!newest.compareAndSet(before, t));
    }

    boolean isEmpty() {
        return newest.get() == null;
    }

    /** Takes all: the first to be served, with the others behind it by {@link ControlTask#next}; null: none. Consumer only. */
    ControlTask takeAll() {
        ControlTask rest = newest.getAndSet(null);
        ControlTask first = null;
        while (rest != null) {
            ControlTask t = rest;
            rest = t.next;
            t.next = first;
            first = t;
        }
        return first;
    }
}
