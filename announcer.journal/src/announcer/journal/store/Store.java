package announcer.journal.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

import announcer.api.AnnouncementStatus;
import announcer.api.journal.JournalEntry;
import announcer.api.journal.StateStore;

/** The store's one connection that writes. For the thread announcer-journal; {@link #count()} for any. */
final class Store implements AutoCloseable {
    /** What one transaction writes. */
    interface Writes {
        void into(Store store) throws SQLException;
    }

    /** How many are removed in one go: a few milliseconds, for others wait meanwhile. */
    static final int BIT = 500;
    /** Pages that are given back to the system in one go, and how many free ones are kept for what comes. */
    private static final int PAGES = 256;
    private static final int FREE_PAGES = 4096;
    private static final String REPLACE = Rows.INSERT + " ON CONFLICT (id) DO UPDATE SET channel = excluded.channel, text = excluded.text,"
            + " folded = excluded.folded, idempotency = excluded.idempotency, request = excluded.request, submitted = excluded.submitted,"
            + " expires = excluded.expires, state = excluded.state, cause = excluded.cause, voice = excluded.voice,"
            + " started = excluded.started, ended = excluded.ended, sendings = excluded.sendings, proof = excluded.proof,"
            + " parts = excluded.parts"
            // Who writes it again may know less of it than the store: what has an outcome would be spoken once more.
            + " WHERE announcement.ended IS NULL";

    private static final String FIRST_NAMESPACE = "SELECT namespace FROM state WHERE namespace ";
    private static final String FIRST = " ORDER BY namespace LIMIT 1";

    private final Connection connection;
    private final PreparedStatement insert;
    private final PreparedStatement replace;
    private final PreparedStatement update;
    private final PreparedStatement delete;
    private final PreparedStatement oldest;
    private final PreparedStatement putState;
    private final PreparedStatement removeState;
    private final PreparedStatement clearState;
    private final AtomicLong count;
    private final Optional<Instant> newest;
    private long added;

    /** Opens it, and makes what is missing. */
    Store(Path file) throws SQLException {
        connection = Sqlite.writer(file);
        try {
            Schema.prepare(connection);
            insert = connection.prepareStatement(Rows.INSERT + " ON CONFLICT (id) DO NOTHING");
            replace = connection.prepareStatement(REPLACE);
            update = connection.prepareStatement(Rows.UPDATE);
            delete = connection.prepareStatement("DELETE FROM announcement WHERE id = ?");
            oldest = connection.prepareStatement("SELECT id, submitted, ended FROM announcement ORDER BY submitted, n LIMIT " + BIT);
            putState = connection.prepareStatement("INSERT INTO state (namespace, key, value) VALUES (?, ?, ?)"
                    + " ON CONFLICT (namespace, key) DO UPDATE SET value = excluded.value");
            removeState = connection.prepareStatement("DELETE FROM state WHERE namespace = ? AND key = ?");
            clearState = connection.prepareStatement("DELETE FROM state WHERE namespace = ?");
            count = new AtomicLong(Schema.number(connection, "SELECT count(*) FROM announcement"));
            newest = newest(connection);
        } catch (SQLException e) {
            Sqlite.closed(connection, e);
            throw e;
        }
    }

    /** Writes in one transaction: all of it is durable when this returns, or nothing of it is kept. */
    void write(Writes writes) throws SQLException {
        added = 0;
        execute("BEGIN IMMEDIATE");
        try {
            writes.into(this);
            execute("COMMIT");
        } catch (SQLException | RuntimeException | Error e) {
            rollBack(e);
            throw e;
        }
        count.addAndGet(added);
    }

    private void rollBack(Throwable because) {
        try {
            execute("ROLLBACK");
        } catch (SQLException e) {
            // After some failures SQLite has done that already.
            because.addSuppressed(e);
        }
    }

    /** Writes one, or replaces it unless it has an outcome; whether it was not there before. */
    boolean insert(JournalEntry entry) throws SQLException {
        Rows.bindInsert(insert, entry);
        if (insert.executeUpdate() > 0) {
            added++;
            return true;
        }
        Rows.bindInsert(replace, entry);
        replace.executeUpdate();
        return false;
    }

    void update(AnnouncementStatus status) throws SQLException {
        Rows.bindUpdate(update, status);
        update.executeUpdate();
    }

    void delete(String id) throws SQLException {
        delete.setString(1, id);
        added -= delete.executeUpdate();
    }

    /** Another bundle's record as it shall be. */
    void state(StateStore.Change change) throws SQLException {
        PreparedStatement s = change.value().isPresent() ? putState : removeState;
        s.setString(1, change.namespace());
        s.setString(2, change.key());
        if (change.value().isPresent()) {
            s.setString(3, change.value().get());
        }
        s.executeUpdate();
    }

    /** The records of a namespace, in the order of their keys. */
    Map<String, String> readState(String namespace) throws SQLException {
        Map<String, String> found = new LinkedHashMap<>();
        try (PreparedStatement s = connection.prepareStatement("SELECT key, value FROM state WHERE namespace = ? ORDER BY key")) {
            s.setString(1, namespace);
            try (ResultSet rows = s.executeQuery()) {
                while (rows.next()) {
                    found.put(rows.getString(1), rows.getString(2));
                }
            }
        }
        return found;
    }

    /** The namespaces that begin with this. */
    List<String> namespaces(String prefix) throws SQLException {
        List<String> found = new ArrayList<>();
        // From one to the next by the key, for all writers wait meanwhile: the records between may be hundreds of megabytes.
        try (PreparedStatement first = connection.prepareStatement(FIRST_NAMESPACE + ">= ?" + FIRST);
                PreparedStatement next = connection.prepareStatement(FIRST_NAMESPACE + "> ?" + FIRST)) {
            Optional<String> at = namespace(first, prefix);
            while (at.filter(n -> n.startsWith(prefix)).isPresent()) {
                found.add(at.get());
                at = namespace(next, at.get());
            }
        }
        return found;
    }

    private static Optional<String> namespace(PreparedStatement s, String from) throws SQLException {
        s.setString(1, from);
        try (ResultSet rows = s.executeQuery()) {
            return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
        }
    }

    /** Removes all records of a namespace. */
    void clearState(String namespace) throws SQLException {
        clearState.setString(1, namespace);
        clearState.executeUpdate();
    }

    /**
     * Removes some of those that are too old or too many, the oldest first, and gives back some space. Those without an outcome stay.
     *
     * @param before whatever was accepted earlier is too old; empty: nothing is
     * @return whether there is more to do
     */
    boolean tidy(Optional<Instant> before, long most) throws SQLException {
        List<String> gone = tooOldOrTooMany(before.map(Rows::nanos).orElse(Long.MIN_VALUE), count() - most);
        if (!gone.isEmpty()) {
            write(store -> {
                for (String id : gone) {
                    store.delete(id);
                }
            });
        }
        return giveBack() || !gone.isEmpty();
    }

    private List<String> tooOldOrTooMany(long before, long tooMany) throws SQLException {
        List<String> found = new ArrayList<>();
        try (ResultSet rows = oldest.executeQuery()) {
            while (rows.next()) {
                boolean goes = found.size() < tooMany || rows.getLong(2) < before;
                rows.getLong(3);
                if (goes && !rows.wasNull()) {
                    found.add(rows.getString(1));
                } else if (!goes) {
                    break;
                }
            }
        }
        return found;
    }

    private boolean giveBack() throws SQLException {
        int free = freePages();
        if (free <= FREE_PAGES) {
            return false;
        }
        try (Statement s = connection.createStatement()) {
            // Not execute: the driver would go one step, which is one page.
            s.executeUpdate("PRAGMA incremental_vacuum(" + PAGES + ")");
        }
        // A store that somebody has rebuilt may not be able to: it would be tried for ever.
        return freePages() < free;
    }

    private int freePages() throws SQLException {
        return Schema.number(connection, "PRAGMA freelist_count");
    }

    private static Optional<Instant> newest(Connection c) throws SQLException {
        try (Statement s = c.createStatement(); ResultSet r = s.executeQuery("SELECT max(submitted) FROM announcement")) {
            return r.next() ? Rows.time(r, 1) : Optional.empty();
        }
    }

    /** When the newest was accepted that was there at the opening. */
    Optional<Instant> newest() {
        return newest;
    }

    /** How many announcements there are. */
    long count() {
        return count.get();
    }

    private void execute(String sql) throws SQLException {
        try (Statement s = connection.createStatement()) {
            s.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
