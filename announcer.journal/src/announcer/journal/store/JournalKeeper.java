package announcer.journal.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.api.journal.Journal;
import announcer.api.journal.JournalException;
import announcer.lib.file.DamagedFile;
import announcer.lib.time.MonotonicClock;

/**
 * The thread announcer-journal: opens the store, offers it, writes it, and closes it. A damaged store is set aside and another begun; one
 * that cannot be opened is tried again.
 */
public final class JournalKeeper {
    /** The store's file. */
    public static final String FILE = "journal.db";
    private static final Logger LOG = LoggerFactory.getLogger(JournalKeeper.class);
    private static final long AGAIN_MILLIS = 10_000;
    /** How often it is looked whether there is room. */
    private static final long LOOK_MILLIS = 1_000;
    /** With less room than this a store that cannot be opened has met a full disk, whatever the error is called. */
    private static final long LITTLE = 1 << 20;
    private static final long ENOUGH = 4 << 20;
    private static final long LONGEST_MILLIS = 600_000;
    private static final long STOP_MILLIS = 10_000;
    /** Stores that are set aside within so long of each other are too many. */
    private static final Duration OFTEN = Duration.ofMinutes(20);
    /** What SQLite keeps beside the store. It goes with it: a write-ahead log of one store must never meet another. */
    private static final List<String> BESIDE = List.of("-wal", "-shm");

    private final Path folder;
    private final Path natives;
    private final InstantSource wall;
    private final MonotonicClock clock;
    private final Consumer<Optional<Journal>> offer;
    private final Supplier<Retention> retention;
    private final Thread thread = new Thread(this::run, "announcer-journal");
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Salvage salvaged = new Salvage();
    private volatile StoredJournal journal;
    private volatile Optional<String> setAside;
    private final LongSupplier room;
    private final long againMillis;
    private long pauseMillis;
    private long asidePause;
    /** When one was set aside last; null: never. */
    private Long lastAside;

    /**
     * @param folder where the store is
     * @param natives where SQLite's native library is put before it is loaded, when it cannot be kept beside the store
     * @param clock what times within this process are measured by
     * @param offer told of each store that is open, and of its end
     */
    public JournalKeeper(Path folder, Path natives, InstantSource wall, MonotonicClock clock, Supplier<Retention> retention,
            Consumer<Optional<Journal>> offer) {
        this(folder, natives, wall, clock, retention, offer, () -> roomIn(folder), AGAIN_MILLIS);
    }

    /**
     * @param room bytes on the disk that can be used
     * @param again how long it is waited after a failure, in milliseconds
     */
    JournalKeeper(Path folder, Path natives, InstantSource wall, MonotonicClock clock, Supplier<Retention> retention,
            Consumer<Optional<Journal>> offer, LongSupplier room, long again) {
        this.folder = folder;
        this.natives = natives;
        this.wall = wall;
        this.clock = clock;
        this.room = room;
        againMillis = again;
        pauseMillis = again;
        asidePause = again;
        this.retention = retention;
        this.offer = offer;
        thread.setDaemon(true);
        setAside = formerAside();
    }

    /** Starts it, and waits until the store is offered or could not be opened, for some time at most. */
    public void start(long wait, TimeUnit unit) {
        thread.start();
        try {
            if (!begun.await(wait, unit)) {
                LOG.warn("the journal in {} is not open yet; until it is, announcements are kept in memory only", folder);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What is to be kept has changed. */
    public void retentionChanged() {
        StoredJournal j = journal;
        if (j != null) {
            j.retentionChanged();
        }
    }

    /** Writes what waits, closes the store, and ends the thread; some seconds at most. */
    public void stop() {
        stopping.countDown();
        StoredJournal j = journal;
        if (j != null) {
            j.close();
        }
        try {
            thread.join(STOP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            LOG.error("the journal in {} was not closed within {} s: the disk does not answer", folder, STOP_MILLIS / 1000);
        }
    }

    private void run() {
        Optional<String> told = Optional.empty();
        try {
            while (stopping.getCount() > 0) {
                Optional<String> problem = keepGuarded();
                begun.countDown();
                if (problem.isPresent() && stopping.getCount() > 0) {
                    if (!problem.equals(told)) {
                        LOG.error("announcements are kept in memory only: {}", problem.get());
                    }
                    told = problem;
                    stopping.await(pauseMillis, TimeUnit.MILLISECONDS);
                } else {
                    told = Optional.empty();
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("interrupted", e);
            Thread.currentThread().interrupt();
        } finally {
            begun.countDown();
        }
    }

    /** Whatever happens, the journal is tried again. */
    private Optional<String> keepGuarded() {
        try {
            pauseMillis = againMillis;
            return keep();
        } catch (RuntimeException | Error e) {
            LOG.error("the journal in {} met an unexpected error; it is opened again in {} s", folder, againMillis / 1000, e);
            return Optional.of("an unexpected error (" + e + ")");
        }
    }

    /** Opens a store and keeps it until its end. Returns why none could be opened; empty when another may be tried at once. */
    private Optional<String> keep() {
        Path file = folder.resolve(FILE);
        try {
            makeFolder();
            Sqlite.nativeFolder(natives, folder);
            StoredJournal opened = new StoredJournal(file, wall, clock, retention, this::notice);
            Optional<String> damage = keep(opened);
            return damage.isEmpty() ? damage : setAside(file, damage.get(), opened.refused());
        } catch (JournalException e) {
            if (StoredJournal.isDamaged(e)) {
                return setAside(file, e.getMessage(), Set.of());
            }
            return e.isFull() || room.getAsLong() < LITTLE ? keepFull(file, e) : Optional.of(e.getMessage());
        } catch (IOException e) {
            return Optional.of("the folder of the journal cannot be used (" + e + "); look at the disk and at the rights of " + folder);
        } catch (LinkageError e) {
            return Optional.of("SQLite cannot be loaded (" + e + "); programs must be allowed in the folder " + natives
                    + ", or set the system property org.sqlite.tmpdir to another");
        }
    }

    private Optional<String> keep(StoredJournal opened) {
        boolean ran = false;
        try {
            salvaged.into(opened);
            journal = opened;
            if (stopping.getCount() == 0) {
                // It may have been missed above.
                opened.close();
            }
            offer.accept(Optional.of(opened));
            begun.countDown();
            ran = true;
            return opened.run();
        } finally {
            journal = null;
            if (!ran) {
                opened.abandon();
            }
            offer.accept(Optional.empty());
        }
    }

    /** Offers what can be read until there is room. Returns why even that is not possible; empty when the store may be tried again. */
    private Optional<String> keepFull(Path file, JournalException why) {
        JournalException told = why.isFull()
                ? why
                : new JournalException("the journal " + file + " cannot be opened, for the disk is full (" + why.getMessage()
                        + "); make room on it, then announcements are accepted again", true, why);
        try (FullJournal full = new FullJournal(file, told)) {
            LOG.error("{}; what waits in it is spoken", told.getMessage());
            try {
                offer.accept(Optional.of(full));
                begun.countDown();
                do {
                    // With room that cannot be used (a quota) it is tried seldom.
                    stopping.await(room.getAsLong() < ENOUGH ? LOOK_MILLIS : LONGEST_MILLIS / 10, TimeUnit.MILLISECONDS);
                } while (stopping.getCount() > 0 && room.getAsLong() < ENOUGH);
            } finally {
                offer.accept(Optional.empty());
            }
            return Optional.empty();
        } catch (JournalException e) {
            LOG.debug("it cannot be read either", e);
            return Optional.of(told.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        }
    }

    private static long roomIn(Path folder) {
        try {
            return Files.getFileStore(folder).getUsableSpace();
        } catch (IOException e) {
            return Long.MAX_VALUE;
        }
    }

    private void makeFolder() throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
            if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            }
        }
    }

    /** Returns why no other can be begun yet; empty when one can be. */
    private Optional<String> setAside(Path file, String why, Set<String> refused) {
        // Also of what was handed over: the engine may have gone since, and one that is there leaves out what it knows.
        salvaged.from(file, refused);
        Path aside = DamagedFile.aside(file, wall.instant());
        try {
            // The write-ahead log goes first: if this process is killed in between, it must not meet the next store.
            for (String more : BESIDE) {
                Path beside = file.resolveSibling(file.getFileName() + more);
                if (Files.exists(beside)) {
                    Files.move(beside, aside.resolveSibling(aside.getFileName() + more));
                }
            }
            Files.move(file, aside);
        } catch (IOException stays) {
            return Optional.of(why + " and cannot be set aside (" + stays + "); move it away");
        }
        LOG.error("{}; it was set aside as {} and another begun: the history before now is in that file; {} announcements that had not been"
                + " spoken were taken over from it", why, aside, salvaged.count());
        setAside = Optional.of(aside(aside));
        long now = clock.nanoTime();
        boolean often = lastAside != null && now - lastAside < OFTEN.toNanos();
        lastAside = now;
        if (!often) {
            asidePause = againMillis;
            return Optional.empty();
        }
        // A disk that damages whatever is written to it must not be filled with that.
        pauseMillis = asidePause;
        asidePause = Math.min(2 * asidePause, LONGEST_MILLIS);
        return Optional.of(why + "; as was the one before it. Look at the disk");
    }

    private static String aside(Path aside) {
        return "a damaged journal was set aside as " + aside.getFileName();
    }

    /** One that was set aside before this start, and lies there yet. */
    private Optional<String> formerAside() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> DamagedFile.isAside(f.getFileName().toString())).max(Comparator.naturalOrder())
                    .map(JournalKeeper::aside);
        } catch (IOException e) {
            // There is no folder yet.
            LOG.debug("what was set aside is not known", e);
            return Optional.empty();
        }
    }

    /** What lies there set aside, until somebody has removed it. */
    private Optional<String> notice() {
        if (setAside.isEmpty()) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(folder)) {
            if (files.noneMatch(f -> DamagedFile.isAside(f.getFileName().toString()))) {
                setAside = Optional.empty();
            }
        } catch (IOException e) {
            LOG.debug("what was set aside is not known", e);
        }
        return setAside.map(s -> s + " in " + folder + "; its history is not shown. Keep it or remove it");
    }
}
