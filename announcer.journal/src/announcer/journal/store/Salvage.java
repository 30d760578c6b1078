package announcer.journal.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.api.journal.JournalEntry;
import announcer.api.journal.JournalException;
import announcer.api.journal.StateStore;

/**
 * What had no outcome in a store that is damaged, and other bundles' records, as far as they can be read, until another store has them. For
 * announcer-journal.
 */
final class Salvage {
    private static final Logger LOG = LoggerFactory.getLogger(Salvage.class);
    private static final String SELECT = "SELECT " + Rows.COLUMNS + " FROM announcement";
    /** By the index, and row by row: either may be what is damaged. */
    private static final List<String> WAYS = List.of(SELECT + " WHERE ended IS NULL ORDER BY n",
            SELECT + " NOT INDEXED WHERE +ended IS NULL");

    private static final List<String> STATE_WAYS = List.of("SELECT namespace, key, value FROM state",
            "SELECT namespace, key, value FROM state ORDER BY namespace DESC, key DESC");

    private final Map<String, JournalEntry> found = new LinkedHashMap<>();
    private final Map<List<String>, StateStore.Change> states = new LinkedHashMap<>();

    /** How many are held. */
    int count() {
        return found.size();
    }

    /**
     * Reads what can be read.
     *
     * @param leftOut what was refused, and is in it yet
     */
    void from(Path file, Set<String> leftOut) {
        try (Connection c = Sqlite.reader(file)) {
            WAYS.forEach(way -> read(c, way, leftOut));
            STATE_WAYS.forEach(way -> readState(c, way));
        } catch (SQLException e) {
            LOG.debug("nothing can be read of {}", file, e);
        }
    }

    private void read(Connection c, String way, Set<String> leftOut) {
        try (Statement s = c.createStatement(); ResultSet rows = s.executeQuery(way)) {
            while (rows.next()) {
                try {
                    JournalEntry e = Rows.read(rows);
                    if (!e.status().state().isFinal() && !leftOut.contains(e.status().id())) {
                        found.putIfAbsent(e.status().id(), e);
                    }
                } catch (RuntimeException e) {
                    LOG.debug("a damaged row", e);
                }
            }
        } catch (SQLException e) {
            LOG.debug("the end of what can be read", e);
        }
    }

    /** From either end: what is damaged may be in the middle. */
    private void readState(Connection c, String way) {
        try (Statement s = c.createStatement(); ResultSet rows = s.executeQuery(way)) {
            while (rows.next()) {
                String namespace = rows.getString(1);
                String key = rows.getString(2);
                String value = rows.getString(3);
                if (namespace != null && key != null && value != null) {
                    states.putIfAbsent(List.of(namespace, key), StateStore.Change.put(namespace, key, value));
                }
            }
        } catch (SQLException e) {
            LOG.debug("the end of what can be read", e);
        }
    }

    /** Writes all of it into another store, before that one is offered. */
    void into(StoredJournal journal) {
        if (found.isEmpty() && states.isEmpty()) {
            return;
        }
        try {
            journal.begin(new ArrayList<>(found.values()), new ArrayList<>(states.values()));
            found.clear();
            states.clear();
        } catch (JournalException e) {
            LOG.error("{} announcements and {} other records that were taken over from a damaged journal cannot be written yet: {}",
                    found.size(), states.size(), e.getMessage());
        }
    }
}
