package announcer.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import announcer.api.Announcement;

/**
 * The accepted announcements: all that have no outcome yet, and the latest of those that have one. Any thread.
 *
 * <p>
 * A hand goes round the list, oldest first, and forgets what it meets that has an outcome. It looks at a few for each one that is added, so
 * that adding costs the same however many wait. While more wait than are remembered, those with an outcome are a third of them at most.
 */
final class AnnouncementHistory<A extends Announcement> {
    /** Announcements that the hand looks at for each one that is added. */
    private static final int LOOKS = 4;

    private static final class Entry<A> {
        private final A announcement;
        private Entry<A> older;
        private Entry<A> newer;

        Entry(A announcement) {
            this.announcement = announcement;
        }
    }

    private final int remembered;
    // All fields below are guarded by this.
    private final Map<String, Entry<A>> byId = new HashMap<>();
    private Entry<A> oldest;
    private Entry<A> newest;
    /** The next one that the hand looks at; null: the oldest. */
    private Entry<A> hand;

    /** @param remembered how many there may be before those with an outcome are forgotten */
    AnnouncementHistory(int remembered) {
        this.remembered = remembered;
    }

    /** Adds one that is newer than all others. */
    synchronized void add(A a) {
        Entry<A> e = new Entry<>(a);
        e.older = newest;
        if (newest == null) {
            oldest = e;
        } else {
            newest.newer = e;
        }
        newest = e;
        byId.put(a.id(), e);
        for (int i = 0; i < LOOKS && byId.size() > remembered; i++) {
            Entry<A> met = hand == null ? oldest : hand;
            hand = met.newer;
            if (met.announcement.status().state().isFinal()) {
                unlink(met);
            }
        }
    }

    /** Forgets one, whatever its state. */
    synchronized void remove(A a) {
        Entry<A> e = byId.get(a.id());
        if (e != null) {
            unlink(e);
        }
    }

    synchronized Optional<A> find(String id) {
        return Optional.ofNullable(byId.get(id)).map(e -> e.announcement);
    }

    /** The newest ones, newest first. */
    synchronized List<A> latest(int limit) {
        List<A> latest = new ArrayList<>();
        for (Entry<A> e = newest; e != null && latest.size() < limit; e = e.older) {
            latest.add(e.announcement);
        }
        return latest;
    }

    synchronized int size() {
        return byId.size();
    }

    private void unlink(Entry<A> e) {
        byId.remove(e.announcement.id());
        if (e.older == null) {
            oldest = e.newer;
        } else {
            e.older.newer = e.newer;
        }
        if (e.newer == null) {
            newest = e.older;
        } else {
            e.newer.older = e.older;
        }
        if (hand == e) {
            hand = e.newer;
        }
    }
}
