package announcer.journal.store;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import announcer.api.journal.JournalException;
import announcer.api.journal.StateStore;

/**
 * Other bundles' records in a journal's store. The thread that writes reads them too, in turn with what it writes: they are few, and what was
 * written before is seen. Any thread.
 */
final class StoredState implements StateStore {
    private final StoredJournal journal;

    StoredState(StoredJournal journal) {
        this.journal = journal;
    }

    @Override
    public void write(List<Change> changes) throws JournalException {
        List<Change> all = List.copyOf(changes);
        all.forEach(StoredState::check);
        journal.durable(true, store -> {
            for (Change c : all) {
                store.state(c);
            }
        });
    }

    private static void check(Change c) {
        check("namespace", c.namespace(), LONGEST_KEY);
        check("key", c.key(), LONGEST_KEY);
        c.value().ifPresent(v -> check("value of " + c.key(), v, LONGEST_VALUE));
    }

    private static void check(String what, String text, int longest) {
        if (text.length() > longest) {
            throw new IllegalArgumentException("the " + what + " has " + text.length() + " characters; it may have " + longest);
        }
    }

    @Override
    public Map<String, String> read(String namespace) throws JournalException {
        AtomicReference<Map<String, String>> found = new AtomicReference<>();
        journal.durable(false, store -> found.set(store.readState(namespace)));
        return found.get();
    }

    @Override
    public List<String> namespaces(String prefix) throws JournalException {
        AtomicReference<List<String>> found = new AtomicReference<>();
        journal.durable(false, store -> found.set(store.namespaces(prefix)));
        return found.get();
    }

    @Override
    public void clear(String namespace) throws JournalException {
        journal.durable(false, store -> store.clearState(namespace));
    }
}
