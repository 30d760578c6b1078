package announcer.journal.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

import announcer.api.journal.JournalException;

/** What SQLite's errors mean to an administrator. Immutable. */
final class StoreFault {
    /** With less room than this a failed write is taken for a full disk, whatever the system calls it (a quota, a limit). */
    private static final long LITTLE = 1 << 20;

    private StoreFault() {
    }

    /** The same as a sentence that says what to do. */
    static JournalException told(SQLException e, Path file) {
        if (isFull(e, file)) {
            return new JournalException("the journal " + file + " cannot grow, for the disk is full (" + e.getMessage()
                    + "); make room on it, then announcements are accepted again", true, e);
        }
        if (isDamage(e)) {
            return new JournalException("the journal " + file + " is damaged (" + e.getMessage() + ")", false, e);
        }
        if (e instanceof Schema.LaterSchemaException) {
            return new JournalException("the journal " + file + " cannot be used: " + e.getMessage(), false, e);
        }
        if (code(e) == SQLiteErrorCode.SQLITE_INTERRUPT) {
            return new JournalException(
                    "the search of the journal took too long and was ended; narrow it by a channel, a state or a shorter"
                            + " time, or try again",
                    false, e);
        }
        if (code(e).name().startsWith("SQLITE_BUSY")) {
            return new JournalException(
                    "the journal " + file + " is being written by another program (" + e.getMessage() + "); end that one",
                    false, e);
        }
        return new JournalException("the journal " + file + " cannot be written or read (" + e.getMessage()
                + "); look at the disk and at the rights of that folder", false, e);
    }

    static boolean isFull(SQLException e, Path file) {
        SQLiteErrorCode code = code(e);
        return code == SQLiteErrorCode.SQLITE_FULL || code.name().startsWith("SQLITE_IOERR") && room(file) < LITTLE;
    }

    /**
     * Whether the file is no store any more: nothing but another file helps. A read that came back too short is not meant: a network's file
     * system may answer better the next time.
     */
    static boolean isDamage(SQLException e) {
        String name = code(e).name();
        return name.startsWith("SQLITE_CORRUPT") || name.equals("SQLITE_NOTADB") || name.startsWith("SQLITE_IOERR_CORRUPT")
                || name.equals("SQLITE_IOERR_DATA");
    }

    private static SQLiteErrorCode code(SQLException e) {
        return e instanceof SQLiteException s ? s.getResultCode() : SQLiteErrorCode.UNKNOWN_ERROR;
    }

    private static long room(Path file) {
        try {
            return Files.getFileStore(file.toAbsolutePath().getParent()).getUsableSpace();
        } catch (IOException e) {
            return Long.MAX_VALUE;
        }
    }
}
