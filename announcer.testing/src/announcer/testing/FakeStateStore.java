package announcer.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import announcer.api.journal.JournalException;
import announcer.api.journal.StateStore;

/** A store in memory that fails when a test says so. It outlives who uses it, as a disk does. Safe for use by several threads. */
public final class FakeStateStore implements StateStore {
    private final Map<String, Map<String, String>> namespaces = new TreeMap<>();
    private JournalException failure;
    private int failAt = -1;
    private boolean keepFailed;
    private int writes;

    /** From now on nothing can be written or read; null: it can again. */
    public synchronized void fail(JournalException e) {
        failure = e;
    }

    /**
     * The write with this number fails, as when the process is killed then: nothing can be written or read from it on, until {@link #mend}.
     *
     * @param number counted from 1, from now on; 0: none
     * @param kept whether that write is on the disk all the same: its answer got lost
     */
    public synchronized void failAt(int number, boolean kept) {
        writes = 0;
        failAt = number;
        keepFailed = kept;
    }

    /** All is well again. */
    public synchronized void mend() {
        failure = null;
        failAt = -1;
    }

    /** How many writes there were since {@link #failAt}. */
    public synchronized int writes() {
        return writes;
    }

    private void check() throws JournalException {
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    public synchronized void write(List<Change> changes) throws JournalException {
        check();
        writes++;
        boolean fails = writes == failAt;
        if (!fails || keepFailed) {
            changes.forEach(this::apply);
        }
        if (fails) {
            failure = new JournalException("the disk failed at write " + writes, false, null);
            throw failure;
        }
    }

    private void apply(Change c) {
        Map<String, String> records = namespaces.computeIfAbsent(c.namespace(), n -> new TreeMap<>());
        c.value().ifPresentOrElse(v -> records.put(c.key(), v), () -> records.remove(c.key()));
    }

    @Override
    public synchronized Map<String, String> read(String namespace) throws JournalException {
        check();
        return new TreeMap<>(namespaces.getOrDefault(namespace, Map.of()));
    }

    @Override
    public synchronized List<String> namespaces(String prefix) throws JournalException {
        check();
        List<String> found = new ArrayList<>();
        namespaces.forEach((name, records) -> {
            if (name.startsWith(prefix) && !records.isEmpty()) {
                found.add(name);
            }
        });
        return found;
    }

    @Override
    public synchronized void clear(String namespace) throws JournalException {
        check();
        namespaces.remove(namespace);
    }
}
