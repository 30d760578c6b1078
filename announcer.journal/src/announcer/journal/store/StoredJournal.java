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
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.api.AnnouncementStatus;
import announcer.api.HistoryQuery;
import announcer.api.JournalStatus;
import announcer.api.journal.Journal;
import announcer.api.journal.JournalEntry;
import announcer.api.journal.JournalException;
import announcer.api.journal.StateStore;
import announcer.lib.time.MonotonicClock;

/**
 * One store from its opening until it is closed or found damaged. One thread writes ({@link #run}); it commits whatever waits in one
 * transaction, so that many callers share one wait for the disk.
 */
public final class StoredJournal implements Journal {
    private static final Logger LOG = LoggerFactory.getLogger(StoredJournal.class);
    /** How many writes one transaction takes: what comes later waits for it. */
    private static final int BATCH = 1_000;
    private static final Duration TIDY_EVERY = Duration.ofMinutes(1);

    /** How many callers may wait for the disk at once. */
    private static final int MOST_ACCEPTS = 2_000;
    /** How many rows that cannot be read are told apart. */
    private static final int MOST_UNREADABLE = 1_000;

    /**
     * How long a slow disk is waited for.
     *
     * @param accept by who submits something
     * @param several by who writes several, or asks what waits
     * @param busy after so long without an answer nobody begins to wait any more
     */
    record Patience(Duration accept, Duration several, Duration busy) {
        static final Patience USUAL = new Patience(Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ofSeconds(3));
    }

    private final Path file;
    private final MonotonicClock clock;
    private final Supplier<Retention> retention;
    private final Supplier<Optional<String>> notice;
    private final Patience patience;
    private final StoreLock lock;
    private final Store store;
    private final StoreReaders readers;
    private final TrustedTime time;
    private final LinkedBlockingQueue<Write> waiting = new LinkedBlockingQueue<>();
    private final Semaphore accepts = new Semaphore(MOST_ACCEPTS);
    /** What was given up, and whether it is to be deleted, until that is durable: nobody is told of it. */
    private final Map<String, BooleanSupplier> forgotten = new ConcurrentHashMap<>();
    /** Ids of rows that cannot be read, and why. */
    private final Map<String, String> unreadable = new ConcurrentHashMap<>();
    private volatile boolean closing;
    private volatile boolean ended;
    private volatile Optional<String> failure = Optional.empty();
    /** Whether what failed was new, which needs more room than what becomes of the known. For the thread that writes. */
    private boolean refusing;
    private volatile Optional<String> damage = Optional.empty();
    /** Since when the writer is at what it does, in nanoseconds of the clock; null while it waits. */
    private volatile Long busySince;
    /** Null: long ago. */
    private Long tidied;

    /**
     * Opens the store, and makes it if there is none.
     *
     * @param clock what times within this process are measured by
     * @param retention asked whenever it matters
     * @param notice what is to be told of it beside its own failures
     * @throws JournalException when that is not possible; {@link #isDamaged} tells whether another file would help
     */
    public StoredJournal(Path file, InstantSource wall, MonotonicClock clock, Supplier<Retention> retention,
            Supplier<Optional<String>> notice) throws JournalException {
        this(file, wall, clock, retention, notice, Patience.USUAL);
    }

    StoredJournal(Path file, InstantSource wall, MonotonicClock clock, Supplier<Retention> retention, Supplier<Optional<String>> notice,
            Patience patience) throws JournalException {
        this.file = file;
        this.clock = clock;
        this.retention = retention;
        this.notice = notice;
        this.patience = patience;
        lock = StoreLock.of(file);
        try {
            store = new Store(file);
        } catch (SQLException e) {
            lock.close();
            throw StoreFault.told(e, file);
        } catch (RuntimeException | Error e) {
            // Otherwise it would be locked out for ever by itself.
            lock.close();
            throw e;
        }
        time = new TrustedTime(wall, clock, store.newest());
        readers = new StoreReaders(file, Sqlite::reader, () -> Set.copyOf(forgotten.keySet()), this::cannotRead);
    }

    /** Whether the store of a file that could not be opened is damaged. */
    public static boolean isDamaged(JournalException e) {
        return e.getCause() instanceof SQLException s && StoreFault.isDamage(s);
    }

    /** What was given up and may be in the store yet. */
    Set<String> refused() {
        return forgotten.entrySet().stream().filter(e -> e.getValue().getAsBoolean()).map(Map.Entry::getKey).collect(Collectors.toSet());
    }

    static JournalException stopped() {
        return new JournalException("the journal has been stopped; start the bundle announcer.journal", false, null);
    }

    // --- the thread that writes

    /** Writes several before it is run. */
    void begin(List<JournalEntry> entries, List<StateStore.Change> states) throws JournalException {
        try {
            store.write(s -> {
                for (JournalEntry e : entries) {
                    s.insert(e);
                }
                for (StateStore.Change c : states) {
                    s.state(c);
                }
            });
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** Writes until it is closed, or found damaged; closes the store, and returns what was wrong with it. */
    public Optional<String> run() {
        List<Write> batch = new ArrayList<>();
        try {
            boolean untidy = true;
            while (damage.isEmpty() && !(closing && waiting.isEmpty())) {
                boolean some = collect(batch, untidy);
                busySince = clock.nanoTime();
                if (some) {
                    write(batch);
                    batch.clear();
                    untidy = untidy || isTidyDue();
                }
                // Also between two writes: under a steady load there is no other time.
                if (!some || untidy) {
                    untidy = tidy();
                }
                busySince = null;
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
            if (failure.isPresent() && batch.stream().anyMatch(w -> refusing ? w.accepts : w.writes)) {
                LOG.info("the journal {} is written again", file);
                failure = Optional.empty();
                refusing = false;
                forgotten.forEach(this::forget);
            }
            batch.forEach(w -> w.done.complete(null));
            return;
        }
        if (damage.isEmpty() && failure.isEmpty()) {
            LOG.error("{}", e.getMessage(), e.getCause());
        }
        failure = Optional.of(e.getMessage());
        refusing = refusing || batch.stream().anyMatch(w -> w.accepts);
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
            waiting.add(Write.nothing());
        }
        return told;
    }

    private boolean isTidyDue() {
        return tidied == null || clock.nanoTime() - tidied >= TIDY_EVERY.toNanos()
                || store.count() > retention.get().announcements() + Store.BIT;
    }

    /** Does a bit; true when there is more. */
    private boolean tidy() {
        Retention keeps = retention.get();
        tidied = clock.nanoTime();
        try {
            return store.tidy(time.now().map(now -> now.minus(keeps.age())), keeps.announcements());
        } catch (SQLException e) {
            JournalException told = failed(e);
            LOG.warn("what is too old stays in the journal for now: {}", told.getMessage());
            return false;
        }
    }

    /** Closes one that is not run. */
    void abandon() {
        end(List.of());
    }

    private void end(List<Write> batch) {
        ended = true;
        busySince = null;
        batch.forEach(w -> w.done.completeExceptionally(stopped()));
        failWaiting();
        readers.close();
        try {
            store.close();
        } catch (SQLException e) {
            LOG.warn("the journal {} could not be closed: {}", file, e.getMessage(), e);
        } finally {
            lock.close();
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
        waiting.add(Write.nothing());
    }

    /** Has it look at the retention soon: it has changed. */
    public void retentionChanged() {
        waiting.add(new Write(false, false, s -> tidied = null));
    }

    private void put(Write w) {
        waiting.add(w);
        if (ended) {
            failWaiting();
        }
    }

    @Override
    public void accept(JournalEntry entry) throws JournalException {
        refuseWhileBusy();
        if (!accepts.tryAcquire()) {
            throw new JournalException("the disk of the journal " + file + " is too slow: " + MOST_ACCEPTS
                    + " announcements wait to be written; try again later", false, null);
        }
        AtomicBoolean fresh = new AtomicBoolean();
        Write w = new Write(true, s -> fresh.set(s.insert(entry)));
        try {
            put(w);
            await(w, patience.accept());
        } catch (TimeoutException e) {
            if (!giveUp(w)) {
                // It is being written, and its caller is told that it was refused.
                forget(entry.status().id(), fresh::get);
            }
            throw noAnswer(patience.accept());
        } finally {
            accepts.release();
        }
    }

    private void refuseWhileBusy() throws JournalException {
        Long since = busySince;
        if (since != null && clock.nanoTime() - since > patience.busy().toNanos()) {
            throw noAnswer(Duration.ofNanos(clock.nanoTime() - since));
        }
    }

    /** Other bundles' records in this store. */
    public StateStore state() {
        return new StoredState(this);
    }

    /** Has something of no announcement done by the thread that writes, and waits for it. @param accepts whether it needs room */
    void durable(boolean accepts, Store.Writes what) throws JournalException {
        refuseWhileBusy();
        Write w = new Write(accepts, what);
        put(w);
        try {
            await(w, patience.accept());
        } catch (TimeoutException e) {
            giveUp(w);
            throw noAnswer(patience.accept());
        }
    }

    @Override
    public void acceptAll(List<JournalEntry> entries) throws JournalException {
        List<JournalEntry> all = List.copyOf(entries);
        Write w = all.isEmpty() ? Write.nothing() : new Write(true, s -> {
            for (JournalEntry e : all) {
                s.insert(e);
            }
        });
        put(w);
        try {
            await(w, patience.several());
        } catch (TimeoutException e) {
            // What is being written stays: some of it was durable before.
            giveUp(w);
            throw noAnswer(patience.several());
        }
    }

    /** Whether it is not written; otherwise it is being written. */
    private boolean giveUp(Write w) {
        boolean mine = w.take();
        if (mine) {
            // With its text: it may be long until the writer comes to it.
            waiting.remove(w);
        }
        return mine;
    }

    private JournalException noAnswer(Duration waited) {
        return new JournalException("the disk of the journal " + file + " has not answered for " + waited.toSeconds()
                + " s; look at the disk", false, null);
    }

    /** Waits until it is durable, whatever interrupts. */
    private static void await(Write w, Duration atMost) throws JournalException, TimeoutException {
        long until = System.nanoTime() + atMost.toNanos();
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
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public CompletionStage<Void> forget(String id) {
        return forget(id, () -> true);
    }

    private CompletionStage<Void> forget(String id, BooleanSupplier really) {
        forgotten.put(id, really);
        Write w = new Write(false, s -> {
            if (really.getAsBoolean()) {
                s.delete(id);
            }
        });
        CompletionStage<Void> done = w.done.thenRun(() -> forgotten.remove(id));
        put(w);
        return done;
    }

    @Override
    public CompletionStage<Void> changed(AnnouncementStatus status) {
        Write w = new Write(false, s -> s.update(status));
        put(w);
        return w.done.minimalCompletionStage();
    }

    @Override
    public List<JournalEntry> unfinished() throws JournalException {
        // An outcome that still waits to be written must not be missing in the answer: it would be spoken once more.
        Write before = Write.nothing();
        put(before);
        try {
            await(before, patience.several());
        } catch (TimeoutException e) {
            giveUp(before);
            throw noAnswer(patience.several());
        } catch (JournalException e) {
            // What was written before has failed too, and whoever wrote it knows.
            LOG.debug("the journal is read although it cannot be written", e);
        }
        return read(readers::unfinished);
    }

    @Override
    public Optional<AnnouncementStatus> find(String id) throws JournalException {
        return read(() -> readers.find(id)).map(JournalEntry::status);
    }

    @Override
    public Optional<AnnouncementStatus> findByIdempotencyKey(String key, Instant since) throws JournalException {
        // Half a character is a question mark in the store, and so may be found by another key.
        return read(() -> readers.findByKey(key, Rows.nanos(since))).map(JournalEntry::status)
                .filter(s -> s.request().keys().idempotency().equals(Optional.of(key)));
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

    private void cannotRead(String id, RuntimeException why) {
        if (unreadable.size() < MOST_UNREADABLE && unreadable.putIfAbsent(id, why.toString()) == null) {
            LOG.error(
                    "announcement {} in the journal {} cannot be read, and is passed over: it is not listed, and not spoken after a start",
                    id, file, why);
        }
    }

    private Optional<String> unreadable() {
        return unreadable.entrySet().stream().findFirst().map(one -> unreadable.size() + " in the journal " + file
                + " cannot be read, and are not spoken after a start, such as announcement " + one.getKey() + " (" + one.getValue()
                + "); mend or delete them with sqlite3, and start the bundle announcer.journal again");
    }

    @Override
    public JournalStatus status() {
        return new JournalStatus(store.count(), bytes(file) + bytes(file.resolveSibling(file.getFileName() + "-wal")),
                failure.or(this::unreadable).or(notice));
    }

    private static long bytes(Path of) {
        try {
            return Files.size(of);
        } catch (IOException e) {
            return 0;
        }
    }
}
