package announcer.web.live;

import java.util.HashSet;
import java.util.Set;

/** The channels of which the engine has told a change since they were last looked at. Safe for use by any thread. */
final class ChangedChannels {
    private final Set<String> ids = new HashSet<>();
    private boolean all;

    /** Adds a channel. */
    synchronized void add(String id) {
        ids.add(id);
    }

    /** Adds every channel: the engine has come or gone. */
    synchronized void addAll() {
        all = true;
    }

    synchronized boolean isEmpty() {
        return ids.isEmpty() && !all;
    }

    /** Returns the channels that were added, and forgets them. */
    synchronized Changes take() {
        Changes taken = new Changes(Set.copyOf(ids), all);
        ids.clear();
        all = false;
        return taken;
    }

    /**
     * Changed channels.
     *
     * @param ids the channels that were added by id
     * @param all whether every channel may have changed
     */
    record Changes(Set<String> ids, boolean all) {}
}
