package announcer.journal.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import announcer.api.AnnouncementState;
import announcer.api.AnnouncementStatus;
import announcer.api.Request;
import announcer.api.journal.JournalEntry;

/** Announcements as rows. Times are nanoseconds since 1970, so that they come back as they were. */
final class Rows {
    /** In the order that {@link #read} expects. */
    static final String COLUMNS = "id, channel, text, idempotency, request, submitted, expires, state, cause, voice, started, ended, sendings, proof, parts";
    static final String INSERT = "INSERT INTO announcement (" + COLUMNS
            + ", folded) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    static final String UPDATE = "UPDATE announcement SET state = ?, cause = ?, voice = ?, started = ?, ended = ?, sendings = ?, proof = ?, parts = ?"
            + " WHERE id = ? AND ended IS NULL";
    /** Stands between the ids of the channels of one that is for several; no id has it. */
    static final String CHANNELS = ",";
    private static final long SECOND = 1_000_000_000L;

    private Rows() {
    }

    static void bindInsert(PreparedStatement to, JournalEntry entry) throws SQLException {
        AnnouncementStatus s = entry.status();
        Request r = s.request();
        to.setString(1, s.id());
        to.setString(2, String.join(CHANNELS, s.channels()));
        to.setString(3, r.text());
        text(to, 4, r.keys().idempotency());
        to.setString(5, RequestJson.write(r));
        to.setLong(6, nanos(s.submitted()));
        to.setLong(7, nanos(entry.expires()));
        int next = bindState(to, 8, s);
        text(to, next, folded(r.text()));
    }

    static void bindUpdate(PreparedStatement to, AnnouncementStatus s) throws SQLException {
        int next = bindState(to, 1, s);
        to.setString(next, s.id());
    }

    private static int bindState(PreparedStatement to, int from, AnnouncementStatus s) throws SQLException {
        int i = from;
        to.setString(i++, s.state().name());
        text(to, i++, s.cause());
        text(to, i++, s.voice());
        time(to, i++, s.started());
        // Whatever has an outcome has an end, and whatever has none has not: by that column the store tells them apart.
        time(to, i++, s.state().isFinal() ? s.ended().or(() -> Optional.of(s.submitted())) : Optional.empty());
        to.setInt(i++, s.sendings());
        text(to, i++, ProofJson.write(s.proof()));
        text(to, i++, PartsJson.write(s.parts()));
        return i;
    }

    /**
     * Reads the present row.
     *
     * @throws RuntimeException when what is in it cannot be: the row is damaged
     */
    static JournalEntry read(ResultSet row) throws SQLException {
        Request request = RequestJson.read(row.getString(5), row.getString(3), row.getString(2), Optional.ofNullable(row.getString(4)));
        String state = row.getString(8);
        Optional<Instant> ended = time(row, 12);
        Instant submitted = instant(row.getLong(6));
        String id = row.getString(1);
        return new JournalEntry(new AnnouncementStatus(id, request, state(state, ended.isPresent()),
                Optional.ofNullable(row.getString(9)), Optional.ofNullable(row.getString(10)), submitted, time(row, 11),
                ended, row.getInt(13), ProofJson.read(Optional.ofNullable(row.getString(14))),
                PartsJson.read(Optional.ofNullable(row.getString(15)), id, request, submitted)), instant(row.getLong(7)));
    }

    /** A state that a later version knows and this one does not, is taken for the nearest. */
    static AnnouncementState state(String name, boolean ended) {
        return Arrays.stream(AnnouncementState.values()).filter(s -> s.name().equals(name) && s.isFinal() == ended).findFirst()
                .orElse(ended ? AnnouncementState.FAILED : AnnouncementState.QUEUED);
    }

    /** What is told of rows. */
    interface Filter {
        /** Whether one is told of. */
        boolean isShown(String id);

        /** One of them cannot be read. */
        void unreadable(String id, RuntimeException why);
    }

    /** Reads rows, at most so many. One that cannot be read is left out: it must not take the others with it. */
    static List<JournalEntry> readAll(ResultSet rows, int most, Filter filter) throws SQLException {
        List<JournalEntry> all = new ArrayList<>();
        while (all.size() < most && rows.next()) {
            String id = rows.getString(1);
            if (filter.isShown(id)) {
                try {
                    all.add(read(rows));
                } catch (RuntimeException e) {
                    filter.unreadable(id, e);
                }
            }
        }
        return all;
    }

    /** A text in small letters, where SQLite's own function, which knows ASCII alone, would make something else of it. */
    static Optional<String> folded(String text) {
        String folded = text.toLowerCase(Locale.ROOT);
        StringBuilder ascii = new StringBuilder(text.length());
        text.chars().map(c -> c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c).forEach(c -> ascii.append((char) c));
        return folded.contentEquals(ascii) ? Optional.empty() : Optional.of(folded);
    }

    static long nanos(Instant i) {
        return Math.addExact(Math.multiplyExact(i.getEpochSecond(), SECOND), i.getNano());
    }

    private static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, SECOND), Math.floorMod(nanos, SECOND));
    }

    static Optional<Instant> time(ResultSet row, int column) throws SQLException {
        long nanos = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(instant(nanos));
    }

    private static void time(PreparedStatement to, int i, Optional<Instant> time) throws SQLException {
        if (time.isPresent()) {
            to.setLong(i, nanos(time.get()));
        } else {
            to.setNull(i, Types.INTEGER);
        }
    }

    private static void text(PreparedStatement to, int i, Optional<String> text) throws SQLException {
        to.setString(i, text.orElse(null));
    }
}
