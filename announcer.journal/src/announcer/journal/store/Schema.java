package announcer.journal.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * The store's tables, with a version ({@code PRAGMA user_version}). A store of an earlier version is brought up to date; one of a later
 * version is used as it is when its additions have defaults, which is what a later version must see to or count by the hundred.
 */
final class Schema {
    /** The store is of a version that this one cannot read. */
    static final class LaterSchemaException extends SQLException {
        private static final long serialVersionUID = 1L;

        LaterSchemaException(String message) {
            super(message);
        }
    }

    static final int VERSION = 1;
    /** Versions of one hundred understand each other's rows. */
    private static final int GENERATION = 100;

    /**
     * {@code n} is the order of acceptance. An announcement for several channels is one row, whose {@code channel} has all their ids and whose
     * {@code parts} tell of each: what is one for its caller is written and read as one. {@code folded} is the text in small letters where SQLite cannot make them. The indexes are what
     * is asked for: one by its id or its key, the newest, and those without an outcome, which are few.
     */
    private static final List<String> TABLES = List.of("""
            CREATE TABLE announcement (
              n INTEGER PRIMARY KEY,
              id TEXT NOT NULL UNIQUE,
              channel TEXT NOT NULL,
              text TEXT NOT NULL,
              folded TEXT,
              idempotency TEXT,
              request TEXT NOT NULL,
              submitted INTEGER NOT NULL,
              expires INTEGER NOT NULL,
              state TEXT NOT NULL,
              cause TEXT,
              voice TEXT,
              started INTEGER,
              ended INTEGER,
              sendings INTEGER NOT NULL,
              proof TEXT,
              parts TEXT)""",
            "CREATE INDEX announcement_by_time ON announcement (submitted)",
            "CREATE INDEX announcement_by_key ON announcement (idempotency) WHERE idempotency IS NOT NULL",
            "CREATE INDEX announcement_unfinished ON announcement (n) WHERE ended IS NULL",
            // A page of a channel, or of a state, is read from its newest row on, however few they are.
            "CREATE INDEX announcement_by_channel ON announcement (channel, submitted)",
            "CREATE INDEX announcement_by_state ON announcement (state, submitted)",
            // Those for several channels, which are few.
            "CREATE INDEX announcement_for_several ON announcement (submitted) WHERE instr(channel, ',') > 0",
            "PRAGMA user_version = " + VERSION);

    /** Beside the announcements since schema 1 was first used, so that it may be missing: other bundles' records. */
    private static final String STATE = "CREATE TABLE IF NOT EXISTS state (namespace TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL,"
            + " PRIMARY KEY (namespace, key)) WITHOUT ROWID";

    private Schema() {
    }

    /** Makes what is missing. @throws SQLException as well when the store is of a version that this one cannot read */
    static void prepare(Connection c) throws SQLException {
        int version = number(c, "PRAGMA user_version");
        if (version >= GENERATION) {
            throw new LaterSchemaException("it was written by a later version of Announcer (schema " + version + "; this one knows up to "
                    + (GENERATION - 1) + "); run that version, or move the file away");
        }
        try (Statement s = c.createStatement()) {
            if (version == 0) {
                s.execute("BEGIN IMMEDIATE");
                for (String table : TABLES) {
                    s.execute(table);
                }
                s.execute("COMMIT");
            }
            s.execute(STATE);
        }
    }

    static int number(Connection c, String query) throws SQLException {
        try (Statement s = c.createStatement(); ResultSet r = s.executeQuery(query)) {
            return r.next() ? r.getInt(1) : 0;
        }
    }
}
