package announcer.journal.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

import org.sqlite.JDBC;

/** Opens connections to SQLite. Any thread. */
final class Sqlite {
    private static final String FOLDER = "org.sqlite.tmpdir";
    /** How long one connection waits for another's lock, in milliseconds: there is one writer, so that is for the moments of opening. */
    private static final String PATIENCE = "5000";

    private Sqlite() {
    }

    /**
     * Says where the driver finds its native library, or puts it, before it loads it. What an administrator chose stays.
     *
     * @param folder for what the driver unpacks itself; may be emptied between two starts
     * @param keeps folder for the library that is kept
     * @throws IOException when there is no such folder
     */
    static void nativeFolder(Path folder, Path keeps) throws IOException {
        String here = folder.toAbsolutePath().toString();
        String chosen = System.getProperty(FOLDER);
        if (chosen == null || chosen.equals(here)) {
            Files.createDirectories(folder);
            System.setProperty(FOLDER, here);
            NativeLibrary.keepIn(keeps);
        }
    }

    static Connection writer(Path file) throws SQLException {
        // Space that retention has freed can be given back in small bits. Of use before the first table is made only.
        return open(file, "PRAGMA auto_vacuum = INCREMENTAL", "PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL",
                "PRAGMA cache_size = -8000");
    }

    static Connection reader(Path file) throws SQLException {
        return open(file, "PRAGMA query_only = 1");
    }

    /** Reads a store that nobody else has open, without the files beside it that a full disk has no room for. */
    static Connection alone(Path file) throws SQLException {
        return open(file, "PRAGMA locking_mode = EXCLUSIVE", "PRAGMA query_only = 1");
    }

    private static Connection open(Path file, String... pragmas) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("busy_timeout", PATIENCE);
        Connection c = JDBC.createConnection("jdbc:sqlite:" + file.toAbsolutePath(), properties);
        try (Statement s = c.createStatement()) {
            for (String pragma : pragmas) {
                s.execute(pragma);
            }
            return c;
        } catch (SQLException e) {
            closed(c, e);
            throw e;
        }
    }

    static void closed(Connection c, SQLException because) {
        try {
            c.close();
        } catch (SQLException e) {
            because.addSuppressed(e);
        }
    }
}
