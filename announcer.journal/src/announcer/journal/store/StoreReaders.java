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
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

import org.sqlite.ProgressHandler;

import announcer.api.AnnouncementState;
import announcer.api.HistoryQuery;
import announcer.api.journal.JournalEntry;
import announcer.api.journal.JournalException;

/**
 * The connections that read, a few at a time. Each sees what was durable when its question began. Searches and look-ups have turns of their
 * own: who submits an announcement never waits for who looks through the history. Any thread.
 */
final class StoreReaders {
    /** A question: SQL, what is put into it, how many rows are read, and for how long. */
    record Question(String sql, List<Object> values, int most, int seconds) {}

    /** How many may ask at once. */
    private static final class Turns {
        private final Semaphore free;
        private final int most;
        private final int patienceSeconds;
        private final String doing;

        Turns(int most, int patienceSeconds, String doing) {
            free = new Semaphore(most, true);
            this.most = most;
            this.patienceSeconds = patienceSeconds;
            this.doing = doing;
        }

        void take() throws JournalException {
            try {
                if (free.tryAcquire(patienceSeconds, TimeUnit.SECONDS)) {
                    return;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new JournalException("the journal is being " + doing + " by " + most + " others; try again in a few seconds", false,
                    null);
        }

        void giveBack() {
            free.release();
        }

        void awaitAll() throws InterruptedException {
            if (free.tryAcquire(most, CLOSE_SECONDS, TimeUnit.SECONDS)) {
                free.release(most);
            }
        }
    }

    private static final int CLOSE_SECONDS = 3;
    private static final int LOOK_UP_SECONDS = 5;
    private static final int SEARCH_SECONDS = 10;
    private static final int UNFINISHED_SECONDS = 60;
    /** Rows beyond a page that are read in place of what cannot be shown. */
    private static final int SPARE = 100;
    /** Steps of SQLite's machine after which it looks whether it should go on. */
    private static final int STEPS = 100_000;
    private static final String SELECT = "SELECT " + Rows.COLUMNS + " FROM announcement";

    /** How a connection is made. */
    interface Opener {
        Connection open(Path file) throws SQLException;
    }

    private final Path file;
    private final Opener opener;
    private final Supplier<Set<String>> hidden;
    private final BiConsumer<String, RuntimeException> unreadable;
    private final Turns lookUps = new Turns(4, LOOK_UP_SECONDS, "read");
    /** Whoever puts in order what waits must not wait for all who ask what has become of it: after a start they come at once. */
    private final Turns unfinished = new Turns(1, LOOK_UP_SECONDS, "asked what waits");
    private final Turns searches = new Turns(2, 2, "searched");
    /** A search for a text looks at row after row: of those there is one, so that a core is left. */
    private final Turns texts = new Turns(1, 2, "searched for a text");
    private final ConcurrentLinkedDeque<Connection> idle = new ConcurrentLinkedDeque<>();
    private volatile boolean closed;

    /**
     * @param hidden ids that are in the store and are not told of
     * @param unreadable told of each row that cannot be read, each time
     */
    StoreReaders(Path file, Opener opener, Supplier<Set<String>> hidden, BiConsumer<String, RuntimeException> unreadable) {
        this.file = file;
        this.opener = opener;
        this.hidden = hidden;
        this.unreadable = unreadable;
    }

    List<JournalEntry> unfinished() throws SQLException, JournalException {
        return ask(unfinished, new Question(SELECT + " WHERE ended IS NULL ORDER BY n", List.of(), Integer.MAX_VALUE, UNFINISHED_SECONDS));
    }

    Optional<JournalEntry> find(String id) throws SQLException, JournalException {
        return ask(lookUps, new Question(SELECT + " WHERE id = ?", List.of(id), 1, LOOK_UP_SECONDS)).stream().findFirst();
    }

    Optional<JournalEntry> findByKey(String key, long since) throws SQLException, JournalException {
        return ask(lookUps, new Question(SELECT + " WHERE idempotency = ? AND submitted >= ? ORDER BY n DESC", List.of(key, since), 1,
                LOOK_UP_SECONDS)).stream().findFirst();
    }

    private List<JournalEntry> ask(Turns turns, Question q) throws SQLException, JournalException {
        turns.take();
        try {
            return ask(q);
        } finally {
            turns.giveBack();
        }
    }

    List<JournalEntry> search(HistoryQuery q) throws SQLException, JournalException {
        if (q.text().isEmpty()) {
            return ask(searches, question(q));
        }
        texts.take();
        try {
            return ask(searches, question(q));
        } finally {
            texts.giveBack();
        }
    }

    static Question question(HistoryQuery q) {
        List<Object> values = new ArrayList<>();
        int most = q.limit() + SPARE;
        if (q.channel().isEmpty()) {
            return new Question(SELECT + matching(q, List.of(), List.of(), values, most), values, q.limit(), SEARCH_SECONDS);
        }
        // Those for that channel alone, and those for several: one index for both would have to be read to its end.
        String channel = q.channel().get();
        String alone = matching(q, List.of((isRare(q) ? "+" : "") + "channel = ?"), List.of(channel), values, most);
        String amongSeveral = matching(q, List.of("instr(channel, ',') > 0", "instr(',' || channel || ',', ?) > 0"),
                List.of(Rows.CHANNELS + channel + Rows.CHANNELS), values, most);
        return new Question(
                "SELECT " + Rows.COLUMNS + " FROM (SELECT * FROM (SELECT * FROM announcement" + alone
                        + ") UNION ALL SELECT * FROM (SELECT * FROM announcement" + amongSeveral + "))" + newest(most),
                values, q.limit(), SEARCH_SECONDS);
    }

    /** Most were spoken: any other state has fewer rows than a channel. */
    private static boolean isRare(HistoryQuery q) {
        return q.states().size() == 1 && !q.states().contains(AnnouncementState.SPOKEN);
    }

    private static String newest(int most) {
        return " ORDER BY submitted DESC, n DESC LIMIT " + most;
    }

    /** A plus before a column's name keeps its index out of it. @param values takes what is put into the question */
    private static String matching(HistoryQuery q, List<String> channel, List<Object> channelValues, List<Object> values, int most) {
        List<String> all = new ArrayList<>(channel);
        values.addAll(channelValues);
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
        if (!q.states().isEmpty()) {
            // Of several states, each would have to be sorted in; by time they come in their order.
            boolean indexed = q.states().size() == 1 && (isRare(q) || q.channel().isEmpty());
            all.add((indexed ? "" : "+") + "state IN (" + String.join(", ", q.states().stream().map(s -> "?").toList()) + ")");
            q.states().forEach(s -> values.add(s.name()));
        }
        q.text().ifPresent(t -> {
            all.add("instr(coalesce(folded, lower(text)), ?) > 0");
            values.add(t.toLowerCase(Locale.ROOT));
        });
        return (all.isEmpty() ? "" : " WHERE " + String.join(" AND ", all)) + newest(most);
    }

    private List<JournalEntry> ask(Question question) throws SQLException, JournalException {
        Connection c = connection();
        boolean answered = false;
        try {
            List<JournalEntry> answer = ask(c, question);
            answered = true;
            return answer;
        } finally {
            if (answered) {
                idle.push(c);
            } else {
                Sqlite.closed(c, new SQLException("closing after a failure"));
            }
            if (closed) {
                closeIdle();
            }
        }
    }

    private List<JournalEntry> ask(Connection c, Question question) throws SQLException {
        // Before the question: what is taken off that list later is not in the store any more by then.
        Set<String> gone = hidden.get();
        Rows.Filter filter = new Rows.Filter() {
            @Override
            public boolean isShown(String id) {
                return !gone.contains(id);
            }

            @Override
            public void unreadable(String id, RuntimeException why) {
                unreadable.accept(id, why);
            }
        };
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(question.seconds());
        ProgressHandler.setHandler(c, STEPS, new ProgressHandler() {
            @Override
            protected int progress() {
                return closed || System.nanoTime() - until > 0 ? 1 : 0;
            }
        });
        try (PreparedStatement s = c.prepareStatement(question.sql())) {
            for (int i = 0; i < question.values().size(); i++) {
                s.setObject(i + 1, question.values().get(i));
            }
            try (ResultSet rows = s.executeQuery()) {
                return Rows.readAll(rows, question.most(), filter);
            }
        } finally {
            ProgressHandler.clearHandler(c);
        }
    }

    private Connection connection() throws SQLException, JournalException {
        if (closed) {
            throw StoredJournal.stopped();
        }
        Connection c = idle.poll();
        return c != null ? c : opener.open(file);
    }

    /** Ends what is being read, for some seconds at most, and closes all. */
    void close() {
        closed = true;
        try {
            // Whoever is not done by then closes its connection itself, and whoever comes then finds it closed.
            unfinished.awaitAll();
            lookUps.awaitAll();
            searches.awaitAll();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        closeIdle();
    }

    private void closeIdle() {
        for (Connection c = idle.poll(); c != null; c = idle.poll()) {
            Sqlite.closed(c, new SQLException("closing"));
        }
    }
}
