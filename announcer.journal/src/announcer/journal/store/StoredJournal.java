package announcer.journal.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.api.AnnouncementStatus;
import announcer.api.HistoryQuery;
import announcer.api.JournalStatus;
import announcer.api.journal.Journal;
import announcer.api.journal.JournalEntry;
import announcer.api.journal.JournalException;

/**
 * One store from its opening until it is closed or found damaged. One thread writes ({@link #run}); it commits whatever waits in one
 * transaction, so that many callers share one wait for the disk.
 */
public final class StoredJournal implements Journal {
    private static final Logger LOG = LoggerFactory.getLogger(StoredJournal.class);
    /** How many writes one transaction takes: what comes later waits for it. */
    private static final int BATCH = 1_000;
    /** How long a caller waits for the disk. */
    private static final long PATIENCE_SECONDS = 10;
    private static final Duration TIDY_EVERY = Duration.ofMinutes(1);

    private final Path file;
    private final InstantSource wall;
    private final Supplier<Retention> retention;
    private final Supplier<Optional<String>> notice;
    private final Store store;
    private final StoreReaders readers;
    private final LinkedBlockingQueue<Write> waiting = new LinkedBlockingQueue<>();
    private volatile boolean closing;
    private volatile boolean ended;
    private volatile Optional<String> failure = Optional.empty();
    private volatile Optional<String> damage = Optional.empty();
    /** Null: long ago. */
    private Instant tidied;

    /**
     * Opens the store, and makes it if there is none.
     *
     * @param retention asked whenever it matters
     * @param notice what is to be told of it beside its own failures
     * @throws JournalException when that is not possible; {@link #isDamaged} tells whether another file would help
     */
    public StoredJournal(Path file, InstantSource wall, Supplier<Retention> retention, Supplier<Optional<String>> notice)
            throws JournalException {
        this.file = file;
        this.wall = wall;
        this.retention = retention;
        this.notice = notice;
        try {
            store = new Store(file);
        } catch (SQLException e) {
            throw StoreFault.told(e, file);
        }
        readers = new StoreReaders(file);
    }

    /** Whether the store of a file that could not be opened is damaged. */
    public static boolean isDamaged(JournalException e) {
        return e.getCause() instanceof SQLException s && StoreFault.isDamage(s);
    }

    static JournalException stopped() {
        return new JournalException("the journal has been stopped; start the bundle announcer.journal", false, null);
    }

    // --- the thread that writes

    /** Writes until it is closed, or found damaged; closes the store, and returns what was wrong with it. */
    public Optional<String> run() {
        List<Write> batch = new ArrayList<>();
        try {
            boolean untidy = true;
            while (damage.isEmpty() && !(closing && waiting.isEmpty())) {
                if (!collect(batch, untidy)) {
                    untidy = tidy();
                    continue;
                }
                write(batch);
                batch.clear();
                untidy = untidy || isTidyDue();
            }
        } catch (InterruptedException e) {
            // Nobody does that; what waits fails below.
            LOG.debug("interrupted", e);
            Thread.currentThread().interrupt();
        } finally {
            end(batch);
        }
        return damage;
    }

    /** Waits for writes; false when there are none and it is time to tidy up, or to end. */
    private boolean collect(List<Write> batch, boolean untidy) throws InterruptedException {
        Write first = untidy ? waiting.poll() : waiting.poll(TIDY_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        if (first == null) {
            return false;
        }
        batch.add(first);
        waiting.drainTo(batch, BATCH - 1);
        batch.removeIf(w -> !w.take());
        return true;
    }

    private void write(List<Write> batch) {
        JournalException e = attempt(batch);
        if (e == null) {
            if (failure.isPresent()) {
                LOG.info("the journal {} is written again", file);
                failure = Optional.empty();
            }
            batch.forEach(w -> w.done.complete(null));
            return;
        }
        if (damage.isEmpty() && failure.isEmpty()) {
            LOG.error("{}", e.getMessage(), e.getCause());
        }
        failure = Optional.of(e.getMessage());
        List<Write> others = batch.stream().filter(w -> !w.accepts).toList();
        batch.stream().filter(w -> w.accepts || others.size() == batch.size()).forEach(w -> w.done.completeExceptionally(e));
        if (others.size() < batch.size() && !others.isEmpty()) {
            // What has become of those that are known may still find room where new ones do not.
            JournalException again = attempt(others);
            others.forEach(w -> {
                if (again == null) {
                    w.done.complete(null);
                } else {
                    w.done.completeExceptionally(again);
                }
            });
        }
    }

    /** Null when all of it is durable. */
    private JournalException attempt(List<Write> batch) {
        if (damage.isPresent()) {
            return new JournalException(damage.get(), false, null);
        }
        try {
            store.write(s -> {
                for (Write w : batch) {
                    w.into(s);
                }
            });
            return null;
        } catch (SQLException e) {
            return failed(e);
        } catch (RuntimeException e) {
            return new JournalException("the journal " + file + " cannot write an announcement (" + e + ")", false, e);
        }
    }

    private JournalException failed(SQLException e) {
        JournalException told = StoreFault.told(e, file);
        if (StoreFault.isDamage(e)) {
            damage = Optional.of(told.getMessage());
            // Wakes the thread, if it was another that found it.
            waiting.add(new Write(false, s -> {}));
        }
        return told;
    }

    private boolean isTidyDue() {
        return tidied == null || Duration.between(tidied, wall.instant()).abs().compareTo(TIDY_EVERY) >= 0
                || store.count() > retention.get().announcements() + Store.BIT;
    }

    /** Does a bit; true when there is more. */
    private boolean tidy() {
        Retention keeps = retention.get();
        tidied = wall.instant();
        try {
            return store.tidy(tidied.minus(keeps.age()), keeps.announcements());
        } catch (SQLException e) {
            JournalException told = failed(e);
            LOG.warn("what is too old stays in the journal for now: {}", told.getMessage());
            return false;
        }
    }

    private void end(List<Write> batch) {
        ended = true;
        batch.forEach(w -> w.done.completeExceptionally(stopped()));
        failWaiting();
        readers.close();
        try {
            store.close();
        } catch (SQLException e) {
            LOG.warn("the journal {} could not be closed: {}", file, e.getMessage(), e);
        }
    }

    private void failWaiting() {
        for (Write w = waiting.poll(); w != null; w = waiting.poll()) {
            w.done.completeExceptionally(stopped());
        }
    }

    // --- any thread

    /** Has {@link #run} write what waits, and end. */
    public void close() {
        closing = true;
        // Wakes the thread.
        waiting.add(new Write(false, s -> {}));
    }

    /** Has it look at the retention soon: it has changed. */
    public void retentionChanged() {
        waiting.add(new Write(false, s -> tidied = null));
    }

    private void put(Write w) {
        waiting.add(w);
        if (ended) {
            failWaiting();
        }
    }

    @Override
    public void accept(JournalEntry entry) throws JournalException {
        acceptAll(List.of(entry));
    }

    @Override
    public void acceptAll(List<JournalEntry> entries) throws JournalException {
        List<JournalEntry> all = List.copyOf(entries);
        Write w = new Write(true, s -> {
            for (JournalEntry e : all) {
                s.insert(e);
            }
        });
        put(w);
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    w.done.get(until - System.nanoTime(), TimeUnit.NANOSECONDS);
                    return;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof JournalException j ? new JournalException(j.getMessage(), j.isFull(), j) : stopped();
        } catch (TimeoutException e) {
            if (!w.take()) {
                // It is being written, and its caller is told that it was refused.
                all.forEach(entry -> forget(entry.status().id()));
            }
            throw new JournalException("the disk of the journal " + file + " has not answered for " + PATIENCE_SECONDS
                    + " s; look at the disk", false, e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void forget(String id) {
        put(new Write(false, s -> s.delete(id)));
    }

    @Override
    public CompletionStage<Void> changed(AnnouncementStatus status) {
        Write w = new Write(false, s -> s.update(status));
        put(w);
        return w.done.minimalCompletionStage();
    }

    @Override
    public List<JournalEntry> unfinished() throws JournalException {
        return read(readers::unfinished);
    }

    @Override
    public Optional<AnnouncementStatus> find(String id) throws JournalException {
        return read(() -> readers.find(id)).map(JournalEntry::status);
    }

    @Override
    public Optional<AnnouncementStatus> findByIdempotencyKey(String key, Instant since) throws JournalException {
        return read(() -> readers.findByKey(key, Rows.nanos(since))).map(JournalEntry::status);
    }

    @Override
    public List<AnnouncementStatus> search(HistoryQuery query) throws JournalException {
        return read(() -> readers.search(query)).stream().map(JournalEntry::status).toList();
    }

    /** Why it is not there any more. */
    private JournalException gone() {
        return damage.map(why -> new JournalException(why, false, null)).orElseGet(StoredJournal::stopped);
    }

    private interface Reading<T> {
        T read() throws SQLException, JournalException;
    }

    private <T> T read(Reading<T> what) throws JournalException {
        if (ended) {
            throw gone();
        }
        try {
            return what.read();
        } catch (SQLException e) {
            if (ended || closing) {
                throw gone();
            }
            throw failed(e);
        } catch (RuntimeException e) {
            throw new JournalException("the journal " + file + " holds what cannot be read (" + e + ")", false, e);
        }
    }

    @Override
    public JournalStatus status() {
        return new JournalStatus(store.count(), bytes(file) + bytes(file.resolveSibling(file.getFileName() + "-wal")),
                failure.or(notice));
    }

    private static long bytes(Path of) {
        try {
            return Files.size(of);
        } catch (IOException e) {
            return 0;
        }
    }
}
