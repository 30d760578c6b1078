package announcer.engine.channel;

import java.util.ArrayList;
import java.util.List;

/**
 * The tasks that have a deadline, earliest first: a binary heap in which each task knows its place, so that its deadline is changed in
 * logarithmic time. Deadlines are compared by their difference, as the clock demands. One thread only.
 */
final class DeadlineQueue {
    private final List<ControlTask> heap = new ArrayList<>();

    /** Has a task be due at a time, whenever it was due before. */
    void put(ControlTask t, long dueNanos) {
        t.dueNanos = dueNanos;
        if (t.place < 0) {
            t.place = heap.size();
            heap.add(t);
        }
        down(t, up(t, t.place));
    }

    /** Has a task be due at a time, or earlier if it was to be. */
    void putNotLater(ControlTask t, long dueNanos) {
        if (t.place < 0 || dueNanos - t.dueNanos < 0) {
            put(t, dueNanos);
        }
    }

    /** The earliest one; null: none is waiting. */
    ControlTask first() {
        return heap.isEmpty() ? null : heap.get(0);
    }

    /** Takes the earliest one out if it is due; null: none is. */
    ControlTask pollDue(long now) {
        ControlTask first = first();
        if (first == null || first.dueNanos - now > 0) {
            return null;
        }
        ControlTask last = heap.remove(heap.size() - 1);
        first.place = -1;
        if (last != first) {
            down(last, 0);
        }
        return first;
    }

    int size() {
        return heap.size();
    }

    /** Moves a task from a place towards the front, as far as it belongs. Returns where it stands. */
    private int up(ControlTask t, int from) {
        int at = from;
        while (at > 0) {
            ControlTask parent = heap.get((at - 1) / 2);
            if (parent.dueNanos - t.dueNanos <= 0) {
                break;
            }
            set(at, parent);
            at = (at - 1) / 2;
        }
        set(at, t);
        return at;
    }

    private void down(ControlTask t, int from) {
        int at = from;
        while (2 * at + 1 < heap.size()) {
            int child = 2 * at + 1;
            if (child + 1 < heap.size() && heap.get(child + 1).dueNanos - heap.get(child).dueNanos < 0) {
                child++;
            }
            if (t.dueNanos - heap.get(child).dueNanos <= 0) {
                break;
            }
            set(at, heap.get(child));
            at = child;
        }
        set(at, t);
    }

    private void set(int at, ControlTask t) {
        heap.set(at, t);
        t.place = at;
    }
}
