package announcer.engine.intake;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import announcer.api.Announcement;

/**
 * The accepted announcements: all that have no outcome yet, and the latest of those that have one. Any thread.
 *
 * <p>
 * Nobody says when one has got its outcome, so those that had none go round: a few are looked at for each one that is added. So adding
 * costs the same however many wait, and an outcome is found within a quarter as many additions as there are waiting.
 */
final class AnnouncementHistory<A extends Announcement> {
    /** Announcements that are looked at for each one that is added. */
    private static final int LOOKS = 4;

    private static final class Entry<A> {
        private final A announcement;
        private Entry<A> older;
        private Entry<A> newer;
        private boolean removed;

        Entry(A announcement) {
            this.announcement = announcement;
        }
    }

    private final int remembered;
    private final Consumer<A> onForgotten;
    // All fields below are guarded by this.
    private final Map<String, Entry<A>> byId = new HashMap<>();
    private final Deque<Entry<A>> withoutOutcome = new ArrayDeque<>();
    private final Deque<Entry<A>> withOutcome = new ArrayDeque<>();
    private Entry<A> newest;

    /**
     * @param remembered how many there may be before those with an outcome are forgotten
     * @param onForgotten told of each that is forgotten; must be quick
     */
    AnnouncementHistory(int remembered, Consumer<A> onForgotten) {
        this.remembered = remembered;
        this.onForgotten = onForgotten;
    }

    /** Adds one that is newer than all others. */
    synchronized void add(A a) {
        for (int i = Math.min(LOOKS, withoutOutcome.size()); i > 0; i--) {
            Entry<A> e = withoutOutcome.removeFirst();
            if (!e.removed) {
                (e.announcement.status().state().isFinal() ? withOutcome : withoutOutcome).addLast(e);
            }
        }
        Entry<A> e = new Entry<>(a);
        e.older = newest;
        if (newest != null) {
            newest.newer = e;
        }
        newest = e;
        byId.put(a.id(), e);
        withoutOutcome.addLast(e);
        while (byId.size() > remembered && !withOutcome.isEmpty()) {
            Entry<A> oldest = withOutcome.removeFirst();
            unlink(oldest);
            onForgotten.accept(oldest.announcement);
        }
    }

    /** Forgets one that has no outcome. */
    synchronized void remove(A a) {
        Entry<A> e = byId.get(a.id());
        if (e != null) {
            e.removed = true;
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
        if (e.older != null) {
            e.older.newer = e.newer;
        }
        if (e.newer == null) {
            newest = e.older;
        } else {
            e.newer.older = e.older;
        }
    }
}
