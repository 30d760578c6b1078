package announcer.journal.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import announcer.api.AnnouncementStatus;
import announcer.api.HistoryQuery;
import announcer.api.JournalStatus;
import announcer.api.journal.Journal;
import announcer.api.journal.JournalEntry;
import announcer.api.journal.JournalException;

/**
 * A store on a disk that had no room when it was to be opened: what waits in it is read, so that it is spoken, and everything new is refused
 * until there is room. Any thread; one reads at a time.
 */
final class FullJournal implements Journal, AutoCloseable {
    private final Path file;
    private final JournalException why;
    private final StoreLock lock;
    private final StoreReaders readers;
    private final boolean empty;
    private volatile boolean closed;

    /** @throws JournalException when it cannot be read either */
    FullJournal(Path file, JournalException why) throws JournalException {
        this.file = file;
        this.why = why;
        lock = StoreLock.of(file);
        readers = new StoreReaders(file, Sqlite::alone, Set::of, (id, e) -> {});
        empty = size(file) == 0;
        try {
            find("");
        } catch (JournalException | RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    private JournalException refusal() {
        return closed ? StoredJournal.stopped() : new JournalException(why.getMessage(), true, why);
    }

    @Override
    public void accept(JournalEntry entry) throws JournalException {
        throw refusal();
    }

    @Override
    public void acceptAll(List<JournalEntry> entries) throws JournalException {
        if (closed || !entries.isEmpty()) {
            throw refusal();
        }
    }

    @Override
    public CompletionStage<Void> forget(String id) {
        return CompletableFuture.failedFuture(refusal());
    }

    @Override
    public CompletionStage<Void> changed(AnnouncementStatus status) {
        return CompletableFuture.failedFuture(refusal());
    }

    @Override
    public List<JournalEntry> unfinished() throws JournalException {
        return read(readers::unfinished);
    }

    @Override
    public Optional<AnnouncementStatus> find(String id) throws JournalException {
        return read(() -> readers.find(id).stream().toList()).stream().findFirst().map(JournalEntry::status);
    }

    @Override
    public Optional<AnnouncementStatus> findByIdempotencyKey(String key, Instant since) throws JournalException {
        return read(() -> readers.findByKey(key, Rows.nanos(since)).stream().toList()).stream().findFirst().map(JournalEntry::status);
    }

    @Override
    public List<AnnouncementStatus> search(HistoryQuery query) throws JournalException {
        return read(() -> readers.search(query)).stream().map(JournalEntry::status).toList();
    }

    private interface Reading {
        List<JournalEntry> read() throws SQLException, JournalException;
    }

    private synchronized List<JournalEntry> read(Reading what) throws JournalException {
        if (closed) {
            throw StoredJournal.stopped();
        }
        if (empty) {
            return List.of();
        }
        try {
            return what.read();
        } catch (SQLException e) {
            throw StoreFault.told(e, file);
        }
    }

    @Override
    public JournalStatus status() {
        return new JournalStatus(0, size(file), Optional.of(why.getMessage()));
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return 0;
        }
    }

    @Override
    public void close() {
        closed = true;
        readers.close();
        lock.close();
    }
}
