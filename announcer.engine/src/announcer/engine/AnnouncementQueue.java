package announcer.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import announcer.api.Priority;

/**
 * What waits on a channel, in one order. No threads; safe for use by several.
 *
 * <p>
 * Each announcement has a rank, and those of the first rank stand before all others. At arrival the urgent ones are of the first rank, the
 * routine ones are not, and each goes behind those of its rank. Moving decides against the priority, so it changes the rank where the new
 * place asks for it: who is put before one of the first rank is of the first rank, who is put behind one that is not, is not; in between,
 * where both would do, who was moved forward is of the first rank, so that an urgent one that arrives later does not push it from its
 * place. So later urgent ones go before all that nobody has put in front, also before an urgent one that was put behind routine ones.
 */
final class AnnouncementQueue {
    // Guarded by this.
    private final List<AnnouncementRecord> order = new ArrayList<>();
    private boolean closed;

    /** Adds one at the end of its rank. False when {@code capacity} are waiting already, or when it is closed. */
    synchronized boolean offer(AnnouncementRecord a, int capacity) {
        if (closed || order.size() >= capacity) {
            return false;
        }
        order.add(a.isFirstRank() ? firstRanks() : order.size(), a);
        return true;
    }

    /** Puts one back to the front of its rank, whatever the capacity: it had been accepted. */
    synchronized void putBack(AnnouncementRecord a) {
        order.add(a.isFirstRank() ? 0 : firstRanks(), a);
    }

    /** Takes the next; null when nothing waits. */
    synchronized AnnouncementRecord poll() {
        return order.isEmpty() ? null : order.remove(0);
    }

    /**
     * Moves one to another place.
     *
     * @param place 0: before all others that wait here; behind the last is the last
     * @return false when it does not wait here
     */
    synchronized boolean move(AnnouncementRecord a, int place) {
        int from = order.indexOf(a);
        if (from < 0) {
            return false;
        }
        int to = Math.max(0, Math.min(place, order.size() - 1));
        if (to != from) {
            order.remove(from);
            a.firstRank(rankAt(to, a.isFirstRank() || to < from));
            order.add(to, a);
        }
        return true;
    }

    /** The rank of one that is about to be put at a place. */
    private boolean rankAt(int place, boolean whereBothWouldDo) {
        int first = firstRanks();
        return place == first ? whereBothWouldDo : place < first;
    }

    /** Whether an urgent one waits that nobody has put behind a routine one. */
    synchronized boolean hasUrgent() {
        for (AnnouncementRecord a : order) {
            if (!a.isFirstRank()) {
                return false;
            }
            if (a.request().priority() == Priority.URGENT) {
                return true;
            }
        }
        return false;
    }

    /** Takes out all that meet the condition, in order. */
    synchronized List<AnnouncementRecord> removeIf(Predicate<AnnouncementRecord> condition) {
        List<AnnouncementRecord> out = new ArrayList<>();
        order.removeIf(a -> {
            boolean meets = condition.test(a);
            if (meets) {
                out.add(a);
            }
            return meets;
        });
        return out;
    }

    /** Takes out all, and nothing in any more. */
    synchronized List<AnnouncementRecord> close() {
        closed = true;
        return removeIf(a -> true);
    }

    synchronized int size() {
        return order.size();
    }

    /** All, in the order in which they will be spoken. */
    synchronized List<AnnouncementRecord> list() {
        return List.copyOf(order);
    }

    /** How many are of the first rank: they are the first ones. */
    private int firstRanks() {
        int n = 0;
        while (n < order.size() && order.get(n).isFirstRank()) {
            n++;
        }
        return n;
    }
}
