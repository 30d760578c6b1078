package announcer.engine.announcement;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

import announcer.api.Priority;

/**
 * What waits on a channel, in one order. No threads; safe for use by several. Only moving one and listing all cost as much as there are
 * that wait: the control thread looks into every queue many times a second.
 *
 * <p>
 * Each announcement has a rank, and those of the first rank stand before all others. At arrival the urgent ones are of the first rank, the
 * routine ones are not, and each goes behind those of its rank. Moving decides against the priority, so it changes the rank where the new
 * place asks for it: who is put before one of the first rank is of the first rank, who is put behind one that is not, is not; in between,
 * where both would do, who was moved forward is of the first rank, so that an urgent one that arrives later does not push it from its
 * place. So later urgent ones go before all that nobody has put in front, also before an urgent one that was put behind routine ones.
 */
public final class AnnouncementQueue {
    /** One that waits. */
    private static final class Waiting {
        final TrackedAnnouncement announcement;
        /** Its place among those of its rank; never that of another one. */
        final long place;

        Waiting(TrackedAnnouncement announcement, long place) {
            this.announcement = announcement;
            this.place = place;
        }
    }

    /** Those of one rank, in order. */
    private static final class Rank {
        final NavigableSet<Waiting> order = new TreeSet<>(Comparator.comparingLong(w -> w.place));
        int urgent;

        Waiting addLast(TrackedAnnouncement a) {
            return add(new Waiting(a, order.isEmpty() ? 0 : order.last().place + 1));
        }

        Waiting addFirst(TrackedAnnouncement a) {
            return add(new Waiting(a, order.isEmpty() ? 0 : order.first().place - 1));
        }

        private Waiting add(Waiting w) {
            order.add(w);
            urgent += isUrgent(w) ? 1 : 0;
            return w;
        }

        void remove(Waiting w) {
            if (order.remove(w)) {
                urgent -= isUrgent(w) ? 1 : 0;
            }
        }

        private static boolean isUrgent(Waiting w) {
            return w.announcement.request().priority().compareTo(Priority.URGENT) >= 0;
        }
    }

    // All guarded by this.
    private final Rank first = new Rank();
    private final Rank others = new Rank();
    private final Map<TrackedAnnouncement, Waiting> all = new HashMap<>();
    /** By the end of their time-to-live; compared by difference, as the clock asks for. */
    private final NavigableSet<TrackedAnnouncement> byDeadline = new TreeSet<>((a, b) -> {
        long later = a.deadlineNanos() - b.deadlineNanos();
        return later == 0 ? a.id().compareTo(b.id()) : Long.signum(later);
    });
    /** Those that wait and have been cancelled. */
    private final Set<TrackedAnnouncement> cancelled = new HashSet<>();
    private boolean closed;

    /** Adds one at the end of its rank. False when {@code capacity} are waiting already, or when it is closed. */
    public synchronized boolean offer(TrackedAnnouncement a, int capacity) {
        if (closed || all.size() >= capacity) {
            return false;
        }
        remember(rank(a).addLast(a));
        return true;
    }

    /** Puts one back to the front of its rank, whatever the capacity: it had been accepted. */
    public synchronized void putBack(TrackedAnnouncement a) {
        remember(rank(a).addFirst(a));
    }

    /** Takes the next; null when nothing waits. */
    public synchronized TrackedAnnouncement poll() {
        if (all.isEmpty()) {
            return null;
        }
        Waiting w = first.order.isEmpty() ? others.order.first() : first.order.first();
        takeOut(w);
        return w.announcement;
    }

    /**
     * Moves one to another place.
     *
     * @param place 0: before all others that wait here; behind the last is the last
     * @return false when it does not wait here
     */
    public synchronized boolean move(TrackedAnnouncement a, int place) {
        if (!all.containsKey(a)) {
            return false;
        }
        List<TrackedAnnouncement> order = new ArrayList<>(list());
        int from = order.indexOf(a);
        int to = Math.max(0, Math.min(place, order.size() - 1));
        if (to != from) {
            order.remove(from);
            takeOut(all.get(a));
            a.firstRank(rankAt(to, a.isFirstRank() || to < from));
            order.add(to, a);
            putInOrder(order);
        }
        return true;
    }

    /** The rank of one that is about to be put at a place. */
    private boolean rankAt(int place, boolean whereBothWouldDo) {
        int ranks = first.order.size();
        return place == ranks ? whereBothWouldDo : place < ranks;
    }

    private void putInOrder(List<TrackedAnnouncement> order) {
        List.copyOf(all.values()).forEach(this::takeOut);
        order.forEach(a -> remember(rank(a).addLast(a)));
    }

    /** Whether an urgent one waits that nobody has put behind a routine one. */
    public synchronized boolean hasUrgent() {
        return first.urgent > 0;
    }

    /** One has been cancelled: it is to be taken out. Without effect when it does not wait here. */
    synchronized void cancelled(TrackedAnnouncement a) {
        if (all.containsKey(a)) {
            cancelled.add(a);
        }
    }

    /** Takes out all that have been cancelled. */
    public synchronized List<TrackedAnnouncement> takeCancelled() {
        List<TrackedAnnouncement> out = List.copyOf(cancelled);
        out.forEach(a -> takeOut(all.get(a)));
        return out;
    }

    /** Takes out all whose time-to-live is over, that of the first to end first. */
    public synchronized List<TrackedAnnouncement> takeExpired(long now) {
        List<TrackedAnnouncement> out = new ArrayList<>();
        while (!byDeadline.isEmpty() && now - byDeadline.first().deadlineNanos() >= 0) {
            TrackedAnnouncement a = byDeadline.first();
            out.add(a);
            takeOut(all.get(a));
        }
        return out;
    }

    /** Nanoseconds until the first time-to-live of those that wait is over; {@link Long#MAX_VALUE}: none waits. */
    public synchronized long nanosToExpiry(long now) {
        return byDeadline.isEmpty() ? Long.MAX_VALUE : Math.max(0, byDeadline.first().deadlineNanos() - now);
    }

    /** Takes out all, in order, and nothing in any more. */
    public synchronized List<TrackedAnnouncement> close() {
        closed = true;
        List<TrackedAnnouncement> out = list();
        out.forEach(a -> takeOut(all.get(a)));
        return out;
    }

    public synchronized int size() {
        return all.size();
    }

    /** All, in the order in which they will be spoken. */
    public synchronized List<TrackedAnnouncement> list() {
        List<TrackedAnnouncement> out = new ArrayList<>(all.size());
        first.order.forEach(w -> out.add(w.announcement));
        others.order.forEach(w -> out.add(w.announcement));
        return out;
    }

    private Rank rank(TrackedAnnouncement a) {
        return a.isFirstRank() ? first : others;
    }

    private void remember(Waiting w) {
        TrackedAnnouncement a = w.announcement;
        all.put(a, w);
        byDeadline.add(a);
        a.waitsIn(this);
        // After that: who cancels it now tells this queue, who has cancelled it before is seen here.
        if (a.cancelCause().isPresent()) {
            cancelled.add(a);
        }
    }

    private void takeOut(Waiting w) {
        TrackedAnnouncement a = w.announcement;
        rank(a).remove(w);
        all.remove(a);
        byDeadline.remove(a);
        cancelled.remove(a);
    }
}
