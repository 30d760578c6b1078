package announcer.testing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import announcer.api.AnnouncementStatus;
import announcer.api.HistoryQuery;
import announcer.api.JournalStatus;
import announcer.api.journal.Journal;
import announcer.api.journal.JournalEntry;
import announcer.api.journal.JournalException;

/** A journal in memory that fails, or keeps its writers waiting, when a test says so. It outlives who uses it, as a disk does. Safe for use by several threads. */
public final class FakeJournal implements Journal {
    /** What happens while the journal is asked what waits. */
    public interface Reading {
        void run() throws JournalException;
    }

    private record Change(AnnouncementStatus status, CompletableFuture<Void> done) {}

    private final Map<String, JournalEntry> entries = new LinkedHashMap<>();
    private final List<Change> held = new ArrayList<>();
    private JournalException failure;
    private JournalException full;
    private boolean holding;
    private Runnable atAccept = () -> {};
    private Reading atUnfinished = () -> {};

    /** From now on nothing can be written or read; null: it can again. */
    public synchronized void fail(JournalException e) {
        failure = e;
    }

    /** From now on changes are not durable until {@link #release}. */
    public synchronized void hold() {
        holding = true;
    }

    /** Makes durable what was held back, and whatever comes. */
    public void release() {
        List<Change> all;
        synchronized (this) {
            holding = false;
            all = List.copyOf(held);
            held.clear();
            all.forEach(c -> write(c.status));
        }
        all.forEach(c -> c.done.complete(null));
    }

    /** From now on nothing new can be written, though it can be read; null: it can again. */
    public synchronized void full(JournalException e) {
        full = e;
    }

    /** Runs something whenever announcements are about to be written. */
    public synchronized void atAccept(Runnable r) {
        atAccept = r;
    }

    /** Runs something whenever what waits has been read, before it is told; it may fail. */
    public synchronized void atUnfinished(Reading r) {
        atUnfinished = r;
    }

    /** How many changes are held back. */
    public synchronized int held() {
        return held.size();
    }

    @Override
    public synchronized void accept(JournalEntry entry) throws JournalException {
        check();
        if (full != null) {
            throw full;
        }
        atAccept.run();
        // One with an outcome keeps it.
        entries.merge(entry.status().id(), entry, (known, now) -> known.status().state().isFinal() ? known : now);
    }

    @Override
    public synchronized void acceptAll(List<JournalEntry> all) throws JournalException {
        for (JournalEntry e : all) {
            accept(e);
        }
    }

    @Override
    public synchronized CompletionStage<Void> forget(String id) {
        if (failure != null) {
            return CompletableFuture.failedFuture(failure);
        }
        entries.remove(id);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<Void> changed(AnnouncementStatus status) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        synchronized (this) {
            if (holding) {
                held.add(new Change(status, done));
                return done;
            }
            if (failure != null) {
                return CompletableFuture.failedFuture(failure);
            }
            write(status);
        }
        done.complete(null);
        return done;
    }

    private void write(AnnouncementStatus status) {
        entries.computeIfPresent(status.id(), (id, e) -> e.status().state().isFinal() ? e : new JournalEntry(status, e.expires()));
    }

    private void check() throws JournalException {
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    public List<JournalEntry> unfinished() throws JournalException {
        List<JournalEntry> all;
        Reading then;
        synchronized (this) {
            check();
            all = entries.values().stream().filter(e -> !e.status().state().isFinal()).toList();
            then = atUnfinished;
        }
        // Others write meanwhile.
        then.run();
        return all;
    }

    @Override
    public synchronized Optional<AnnouncementStatus> find(String id) throws JournalException {
        check();
        return Optional.ofNullable(entries.get(id)).map(JournalEntry::status);
    }

    @Override
    public synchronized Optional<AnnouncementStatus> findByIdempotencyKey(String key, Instant since) throws JournalException {
        check();
        return newest().stream().filter(s -> s.request().keys().idempotency().filter(key::equals).isPresent())
                .filter(s -> !s.submitted().isBefore(since)).findFirst();
    }

    @Override
    public synchronized List<AnnouncementStatus> search(HistoryQuery query) throws JournalException {
        check();
        List<AnnouncementStatus> all = newest();
        if (query.before().isPresent()) {
            List<String> ids = all.stream().map(AnnouncementStatus::id).toList();
            int at = ids.indexOf(query.before().get());
            all = at < 0 ? List.of() : all.subList(at + 1, all.size());
        }
        return all.stream().filter(query::matches).limit(query.limit()).toList();
    }

    private List<AnnouncementStatus> newest() {
        List<AnnouncementStatus> all = new ArrayList<>(entries.values().stream().map(JournalEntry::status).toList());
        Collections.reverse(all);
        all.sort((a, b) -> b.submitted().compareTo(a.submitted()));
        return all;
    }

    @Override
    public synchronized JournalStatus status() {
        return new JournalStatus(entries.size(), 0, Optional.ofNullable(failure).map(Throwable::getMessage));
    }
}
