package announcer.conf.sync;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What could not be synchronised, and why, until it could: each reason is logged once. Not thread-safe. */
final class SyncFailures {
    private static final Logger LOG = LoggerFactory.getLogger(SyncFailures.class);
    /** All files together. */
    static final String ALL = "conf";

    private final Map<String, String> failures = new HashMap<>();
    /** What could not be brought into its file, and why, by file. */
    private final Map<String, String> unwritten = new HashMap<>();

    boolean isEmpty() {
        return failures.isEmpty();
    }

    /** Why all files together failed; empty when they did not. */
    Optional<String> ofAll() {
        return Optional.ofNullable(failures.get(ALL));
    }

    /** Adds what is in force but not in its file, or the other way round, to what is wrong with files. */
    void addUnwritten(Map<String, String> problems) {
        unwritten.forEach((file, why) -> problems.merge(file, why, (known, more) -> known + "; " + more));
    }

    void unwritten(String file, String why) {
        unwritten.put(file, why);
    }

    /** What is nowhere any more cannot fail. */
    void retain(Set<String> files) {
        failures.keySet().removeIf(what -> !what.equals(ALL) && !files.contains(what));
        unwritten.keySet().retainAll(files);
    }

    void failed(String what, Throwable e) {
        String said = e instanceof IOException io ? reason(io) : e.toString();
        if (!said.equals(failures.put(what, said))) {
            // What the file system refuses is no fault of the program: where in it that happened tells nobody anything.
            Throwable trace = e instanceof IOException ? null : e;
            LOG.error("{} cannot be synchronised; it is tried again until it works: {}", what, said, trace);
        }
    }

    /** The words for it. */
    static String reason(IOException e) {
        if (e instanceof AccessDeniedException denied) {
            return "permission denied: " + denied.getFile();
        }
        return e instanceof FileSystemException f && f.getReason() != null ? f.getReason() + ": " + f.getFile() : e.toString();
    }

    void done(String what) {
        unwritten.remove(what);
        if (failures.remove(what) != null) {
            LOG.info("{} is synchronised again", what);
        }
    }
}
