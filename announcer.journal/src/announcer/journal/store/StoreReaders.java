package announcer.journal.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.sqlite.ProgressHandler;

import announcer.api.HistoryQuery;
import announcer.api.journal.JournalEntry;
import announcer.api.journal.JournalException;

/** The connections that read, a few at a time. Each sees what was durable when its question began. Any thread. */
final class StoreReaders {
    /** A question: SQL, and what is put into it. */
    private record Question(String where, List<Object> values) {}

    private static final int MOST = 4;
    private static final long PATIENCE_SECONDS = 20;
    /** Steps of SQLite's machine after which it looks whether it should go on. */
    private static final int STEPS = 100_000;
    private static final String SELECT = "SELECT " + Rows.COLUMNS + " FROM announcement";

    private final Path file;
    private final Semaphore turns = new Semaphore(MOST, true);
    private final ConcurrentLinkedDeque<Connection> idle = new ConcurrentLinkedDeque<>();
    private volatile boolean closed;

    StoreReaders(Path file) {
        this.file = file;
    }

    List<JournalEntry> unfinished() throws SQLException, JournalException {
        return ask(new Question(SELECT + " WHERE ended IS NULL ORDER BY n", List.of()));
    }

    Optional<JournalEntry> find(String id) throws SQLException, JournalException {
        return ask(new Question(SELECT + " WHERE id = ?", List.of(id))).stream().findFirst();
    }

    Optional<JournalEntry> findByKey(String key, long since) throws SQLException, JournalException {
        return ask(new Question(SELECT + " WHERE idempotency = ? AND submitted >= ? ORDER BY n DESC LIMIT 1", List.of(key, since))).stream()
                .findFirst();
    }

    List<JournalEntry> search(HistoryQuery q) throws SQLException, JournalException {
        return ask(question(q));
    }

    private static Question question(HistoryQuery q) {
        List<String> all = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        q.before().ifPresent(id -> {
            all.add("(submitted, n) < (SELECT submitted, n FROM announcement WHERE id = ?)");
            values.add(id);
        });
        q.from().ifPresent(t -> {
            all.add("submitted >= ?");
            values.add(Rows.nanos(t));
        });
        q.to().ifPresent(t -> {
            all.add("submitted < ?");
            values.add(Rows.nanos(t));
        });
        q.channel().ifPresent(c -> {
            all.add("instr(',' || channel || ',', ?) > 0");
            values.add(Rows.CHANNELS + c + Rows.CHANNELS);
        });
        if (!q.states().isEmpty()) {
            all.add("state IN (" + String.join(", ", q.states().stream().map(s -> "?").toList()) + ")");
            q.states().forEach(s -> values.add(s.name()));
        }
        q.text().ifPresent(t -> {
            all.add("instr(coalesce(folded, lower(text)), ?) > 0");
            values.add(t.toLowerCase(Locale.ROOT));
        });
        values.add(q.limit());
        return new Question(
                SELECT + (all.isEmpty() ? "" : " WHERE " + String.join(" AND ", all)) + " ORDER BY submitted DESC, n DESC LIMIT ?",
                values);
    }

    private List<JournalEntry> ask(Question question) throws SQLException, JournalException {
        if (!turn()) {
            throw new JournalException("the journal is being searched by " + MOST + " others; try again", false, null);
        }
        try {
            Connection c = connection();
            try {
                List<JournalEntry> answer = ask(c, question);
                idle.push(c);
                return answer;
            } catch (SQLException e) {
                Sqlite.closed(c, e);
                throw e;
            } finally {
                if (closed) {
                    closeIdle();
                }
            }
        } finally {
            turns.release();
        }
    }

    private List<JournalEntry> ask(Connection c, Question question) throws SQLException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        ProgressHandler.setHandler(c, STEPS, new ProgressHandler() {
            @Override
            protected int progress() {
                return closed || System.nanoTime() - until > 0 ? 1 : 0;
            }
        });
        try (PreparedStatement s = c.prepareStatement(question.where())) {
            for (int i = 0; i < question.values().size(); i++) {
                s.setObject(i + 1, question.values().get(i));
            }
            try (ResultSet rows = s.executeQuery()) {
                return Rows.readAll(rows);
            }
        } finally {
            ProgressHandler.clearHandler(c);
        }
    }

    private boolean turn() {
        try {
            return turns.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Connection connection() throws SQLException, JournalException {
        if (closed) {
            throw StoredJournal.stopped();
        }
        Connection c = idle.poll();
        return c != null ? c : Sqlite.reader(file);
    }

    /** Ends what is being read, for some seconds at most, and closes all. */
    void close() {
        closed = true;
        boolean all = false;
        try {
            all = turns.tryAcquire(MOST, 5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        closeIdle();
        if (all) {
            turns.release(MOST);
        }
    }

    private void closeIdle() {
        for (Connection c = idle.poll(); c != null; c = idle.poll()) {
            Sqlite.closed(c, new SQLException("closing"));
        }
    }
}
