package announcer.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;

import announcer.api.Priority;

/** What waits on a channel: urgent first, each kind in the order of submission. No threads; safe for use by several. */
final class AnnouncementQueue {
    private final Deque<AnnouncementRecord> urgent = new ArrayDeque<>();
    private final Deque<AnnouncementRecord> routine = new ArrayDeque<>();

    /** Adds one at the end of its kind. False when {@code capacity} are waiting already. */
    synchronized boolean offer(AnnouncementRecord a, int capacity) {
        if (size() >= capacity) {
            return false;
        }
        of(a).addLast(a);
        return true;
    }

    /** Puts one back to the front of its kind, whatever the capacity: it had been accepted. */
    synchronized void putBack(AnnouncementRecord a) {
        of(a).addFirst(a);
    }

    /** Takes the next; null when nothing waits. */
    synchronized AnnouncementRecord poll() {
        AnnouncementRecord a = urgent.pollFirst();
        return a != null ? a : routine.pollFirst();
    }

    /** Whether an urgent one waits. */
    synchronized boolean hasUrgent() {
        return !urgent.isEmpty();
    }

    /** Takes out all that meet the condition, in order. */
    synchronized List<AnnouncementRecord> removeIf(Predicate<AnnouncementRecord> condition) {
        List<AnnouncementRecord> out = new ArrayList<>();
        for (Deque<AnnouncementRecord> kind : List.of(urgent, routine)) {
            for (Iterator<AnnouncementRecord> i = kind.iterator(); i.hasNext();) {
                AnnouncementRecord a = i.next();
                if (condition.test(a)) {
                    i.remove();
                    out.add(a);
                }
            }
        }
        return out;
    }

    synchronized int size() {
        return urgent.size() + routine.size();
    }

    /** All, in the order in which they will be spoken. */
    synchronized List<AnnouncementRecord> list() {
        List<AnnouncementRecord> all = new ArrayList<>(urgent);
        all.addAll(routine);
        return all;
    }

    private Deque<AnnouncementRecord> of(AnnouncementRecord a) {
        return a.request().priority() == Priority.URGENT ? urgent : routine;
    }
}
