package announcer.engine.announcement;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import announcer.api.Priority;

/**
 * What waits on a channel, in one order. No threads; safe for use by several. Only moving one and listing all cost as much as there are
 * that wait: the control thread looks into every queue many times a second.
 *
 * <p>
 * Each announcement has a rank, which at its arrival is its priority, and stands before all of lower ranks and behind those of its own.
 * Moving decides against the priority, so it changes the rank where the new place asks for it: it is never below the rank of the one that
 * follows, never above that of the one before. In between, where several would do, who was moved forward gets the highest of them, though
 * none above {@link Priority#URGENT} for that alone, so that an urgent one that arrives later does not push it from its place; who was
 * moved back keeps as much of its own as it can. So later urgent ones go before all that nobody has put in front, also before an urgent
 * one that was put behind routine ones; and an emergency goes before all that were not put before an emergency.
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
        final Priority priority;
        final NavigableSet<Waiting> order = new TreeSet<>(Comparator.comparingLong(w -> w.place));
        /** Those whose own priority is this one or a higher one; nobody has put them forward. */
        int entitled;

        Rank(Priority priority) {
            this.priority = priority;
        }

        Waiting addLast(TrackedAnnouncement a) {
            return add(new Waiting(a, order.isEmpty() ? 0 : order.last().place + 1));
        }

        Waiting addFirst(TrackedAnnouncement a) {
            return add(new Waiting(a, order.isEmpty() ? 0 : order.first().place - 1));
        }

        private Waiting add(Waiting w) {
            order.add(w);
            entitled += w.announcement.isEntitled() ? 1 : 0;
            return w;
        }

        void remove(Waiting w) {
            if (order.remove(w)) {
                entitled -= w.announcement.isEntitled() ? 1 : 0;
            }
        }
    }

    // All guarded by this.
    /** By priority, the highest first. */
    private final List<Rank> ranks = Arrays.stream(Priority.values()).sorted(Comparator.reverseOrder()).map(Rank::new).toList();
    private final Map<TrackedAnnouncement, Waiting> all = new HashMap<>();
    /** By the end of their time-to-live; compared by difference, as the clock asks for. Without those that were interrupted. */
    private final NavigableSet<TrackedAnnouncement> byDeadline = new TreeSet<>((a, b) -> {
        long later = a.deadlineNanos() - b.deadlineNanos();
        return later == 0 ? a.id().compareTo(b.id()) : Long.signum(later);
    });
    /** Those that wait and have been withdrawn. */
    private final Set<TrackedAnnouncement> withdrawn = new HashSet<>();
    /** The latest one with each supersede key, until it has its outcome, also while it does not wait any more. */
    private final Map<String, TrackedAnnouncement> bySupersedeKey = new HashMap<>();
    /** Emergencies that wait and have not been withdrawn. */
    private int emergencies;
    /** The others that do. */
    private int others;
    private boolean closed;

    /**
     * Adds one at the end of its rank. Withdraws an earlier one with its supersede key, which thereby leaves its room to it. One that comes
     * later than a younger one with its key, since it is from before the start, is withdrawn itself.
     *
     * @param capacity how many may wait; as many emergencies may wait beside them, so that a queue that is full of others takes one
     * @return false when so many are waiting already, or when it is closed
     */
    public synchronized boolean offer(TrackedAnnouncement a, int capacity) {
        Optional<String> key = a.request().keys().supersede();
        TrackedAnnouncement earlier = key.map(bySupersedeKey::get).orElse(null);
        if (!hasRoomFor(a, capacity)) {
            return false;
        }
        if (earlier != null && earlier.isYoungerThan(a)) {
            a.supersededBy(earlier.id());
        } else {
            if (earlier != null) {
                earlier.supersededBy(a.id());
                withdraw(earlier);
            }
            key.ifPresent(k -> bySupersedeKey.put(k, a));
        }
        remember(rank(a).addLast(a));
        return true;
    }

    /** Whether {@link #offer} would take it now. */
    public synchronized boolean hasRoomFor(TrackedAnnouncement a, int capacity) {
        TrackedAnnouncement earlier = a.request().keys().supersede().map(bySupersedeKey::get).orElse(null);
        return !closed && waitingLike(a) - (earlier != null && isLive(earlier) && alike(a, earlier) ? 1 : 0) < capacity;
    }

    private int waitingLike(TrackedAnnouncement a) {
        return isEmergency(a) ? emergencies : others;
    }

    private static boolean alike(TrackedAnnouncement a, TrackedAnnouncement b) {
        return isEmergency(a) == isEmergency(b);
    }

    private static boolean isEmergency(TrackedAnnouncement a) {
        return a.request().priority() == Priority.EMERGENCY;
    }

    /** Puts one back to the front of its rank, whatever the capacity: it had been accepted. */
    public synchronized void putBack(TrackedAnnouncement a) {
        remember(rank(a).addFirst(a));
    }

    /** Puts those of a queue that was closed before all others of their ranks, in their order, whatever the capacity. */
    public synchronized void takeUp(List<TrackedAnnouncement> earlier) {
        for (int i = earlier.size() - 1; i >= 0; i--) {
            TrackedAnnouncement a = earlier.get(i);
            a.request().keys().supersede().map(k -> bySupersedeKey.putIfAbsent(k, a)).filter(later -> later.isYoungerThan(a))
                    .ifPresent(later -> a.supersededBy(later.id()));
            remember(rank(a).addFirst(a));
        }
    }

    /** Puts one back to the end of its rank, whatever the capacity: it had been accepted. */
    public synchronized void putLast(TrackedAnnouncement a) {
        remember(rank(a).addLast(a));
    }

    /** Whether one of a higher rank waits. */
    public synchronized boolean hasAbove(Priority rank) {
        return ranks.stream().anyMatch(r -> r.priority.compareTo(rank) > 0 && !r.order.isEmpty());
    }

    /** Has the time-to-live of one begin anew, whether it waits here or not. @param now on the engine's clock */
    public synchronized void beginsAnew(TrackedAnnouncement a, long now) {
        byDeadline.remove(a);
        a.beginsAnew(now);
        if (all.containsKey(a)) {
            byDeadline.add(a);
        }
    }

    /** Takes the next; null when nothing waits. */
    public synchronized TrackedAnnouncement poll() {
        for (Rank r : ranks) {
            if (!r.order.isEmpty()) {
                Waiting w = r.order.first();
                takeOut(w);
                return w.announcement;
            }
        }
        return null;
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
            a.rank(rankAt(order, to, to < from ? higher(a.rank(), Priority.URGENT) : a.rank()));
            order.add(to, a);
            putInOrder(order);
        }
        return true;
    }

    /** The rank of one that is about to be put at a place, as near to a wished one as its neighbours allow. */
    private static Priority rankAt(List<TrackedAnnouncement> order, int place, Priority wished) {
        Priority lowest = place < order.size() ? order.get(place).rank() : Priority.BACKGROUND;
        Priority highest = place > 0 ? order.get(place - 1).rank() : Priority.EMERGENCY;
        Priority atLeast = higher(wished, lowest);
        return atLeast.compareTo(highest) > 0 ? highest : atLeast;
    }

    private static Priority higher(Priority a, Priority b) {
        return a.compareTo(b) >= 0 ? a : b;
    }

    private void putInOrder(List<TrackedAnnouncement> order) {
        List.copyOf(all.values()).forEach(this::takeOut);
        order.forEach(a -> remember(rank(a).addLast(a)));
    }

    /**
     * The highest rank in which one waits by its own priority: those of lower ranks that have not begun are to make way for it. Empty when
     * nothing waits but what was put forward.
     */
    public synchronized Optional<Priority> highestEntitled() {
        for (Rank r : ranks) {
            if (r.entitled > 0) {
                return Optional.of(r.priority);
            }
        }
        return Optional.empty();
    }

    /** One has been withdrawn: it is to be taken out. Without effect when it does not wait here. */
    synchronized void withdraw(TrackedAnnouncement a) {
        if (all.containsKey(a) && withdrawn.add(a)) {
            count(a, -1);
        }
    }

    /** One that waited here once has got its outcome. */
    synchronized void ended(TrackedAnnouncement a) {
        a.request().keys().supersede().ifPresent(k -> bySupersedeKey.remove(k, a));
    }

    /** Takes out all that have been withdrawn. */
    public synchronized List<TrackedAnnouncement> takeWithdrawn() {
        List<TrackedAnnouncement> out = List.copyOf(withdrawn);
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
        ranks.forEach(r -> r.order.forEach(w -> out.add(w.announcement)));
        return out;
    }

    /** How many supersede keys it remembers. */
    synchronized int supersedeKeys() {
        return bySupersedeKey.size();
    }

    @SuppressWarnings("EnumOrdinal") // the order of priorities is what the API says of them
    private Rank rank(TrackedAnnouncement a) {
        return ranks.get(ranks.size() - 1 - a.rank().ordinal());
    }

    private boolean isLive(TrackedAnnouncement a) {
        return all.containsKey(a) && !withdrawn.contains(a);
    }

    private void count(TrackedAnnouncement a, int more) {
        if (isEmergency(a)) {
            emergencies += more;
        } else {
            others += more;
        }
    }

    private void remember(Waiting w) {
        TrackedAnnouncement a = w.announcement;
        all.put(a, w);
        count(a, 1);
        if (!a.isInterrupted()) {
            byDeadline.add(a);
        }
        a.waitsIn(this);
        // After that: who cancels it now tells this queue, who has cancelled it before is seen here.
        if (a.withdrawal().isPresent()) {
            withdraw(a);
        }
    }

    private void takeOut(Waiting w) {
        TrackedAnnouncement a = w.announcement;
        rank(a).remove(w);
        all.remove(a);
        byDeadline.remove(a);
        if (!withdrawn.remove(a)) {
            count(a, -1);
        }
    }
}
