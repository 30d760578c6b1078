package announcer.conf.sync;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.osgi.framework.Constants;
import org.osgi.service.cm.Configuration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.conf.file.BadFileException;
import announcer.conf.file.ConfFolder;
import announcer.conf.file.ConfName;
import announcer.conf.file.ConfText;
import announcer.conf.file.ContentHash;
import announcer.conf.file.ProblemReports;
import announcer.conf.metatype.Attribute;
import announcer.conf.metatype.Schema;
import announcer.conf.metatype.Validation;
import announcer.conf.metatype.Validation.Outcome;
import announcer.conf.metatype.Validation.Refusal;
import announcer.conf.metatype.ValuesHash;

/** Judges what a file holds, and brings it into force when it is valid. Not thread-safe. */
final class FileLoader {
    /** What became of a file. */
    enum Loaded {
        /** It is in force, or refused. */
        DONE,
        /** Somebody is writing it this moment. */
        UNSETTLED,
        /** It is what a power cut or a full disk has left of the values that are in force. */
        TORN
    }

    private static final Logger LOG = LoggerFactory.getLogger(FileLoader.class);
    private static final String EMPTY = "the file is empty, as after a power cut or on a full disk; write a line # into it to have the defaults";

    private final ConfFolder folder;
    private final Configurations configurations;
    private final SyncRecords records;
    private final Validation validation;
    private final ProblemReports reports;
    private final ConfWriter writer;
    /** Files loaded before all that can check them was there. */
    private final Set<String> provisional = new HashSet<>();

    FileLoader(ConfFolder folder, Configurations configurations, SyncRecords records, Validation validation, ProblemReports reports,
            ConfWriter writer) {
        this.folder = folder;
        this.configurations = configurations;
        this.records = records;
        this.validation = validation;
        this.reports = reports;
        this.writer = writer;
    }

    /**
     * Loads a file.
     *
     * @param hash of what was seen in it
     * @param now its configuration; null when there is none
     * @param again it was loaded already, and is judged anew
     * @param start in the first pass
     */
    Loaded load(ConfName name, String file, String hash, Configuration now, boolean again, boolean start) throws IOException {
        byte[] bytes = folder.read(file);
        if (!ContentHash.of(bytes).equals(hash)) {
            return Loaded.UNSETTLED;
        }
        Map<String, Object> current = now == null ? Map.of() : Configurations.values(now);
        boolean emptied = TornFile.isNothing(bytes) && (!current.isEmpty() || wasThere(file));
        // While it runs, an editor may be at it.
        if (start && !current.isEmpty() && (emptied || TornFile.isCutOff(bytes, attributes(name), current))) {
            return Loaded.TORN;
        }
        Outcome outcome;
        try {
            outcome = emptied ? refused(EMPTY) : validation.ofText(name, ConfText.parse(bytes), current);
        } catch (BadFileException e) {
            outcome = refused(e.getMessage());
        }
        if (bytes.length == 0 && outcome.valid()) {
            outcome.warnings().add(EMPTY);
        }
        if (outcome.valid()) {
            configurations.update(name, now, outcome.values());
            records.byFile.put(file, new SyncRecord(hash, ValuesHash.of(outcome.values()), false));
            reports.valid(file, outcome.warnings());
            writer.protect(name, file, outcome.values());
            if (!again) {
                LOG.info("{} loaded", file);
            }
            mark(file, !outcome.complete());
            return Loaded.DONE;
        }
        // What came into force before anybody could judge it must go; anything else was valid and stays.
        boolean withdraw = again && now != null && provisional.contains(file) && !records.byFile.get(file).invalid();
        if (withdraw) {
            now.delete();
        }
        boolean none = withdraw || now == null;
        records.byFile.put(file, new SyncRecord(hash, none ? null : ValuesHash.of(current), true));
        reports.invalid(file, outcome.problems(),
                none ? "No valid value is known: the defaults are in force." : "The last valid values stay in force.");
        mark(file, false);
        return Loaded.DONE;
    }

    void forget(String file) {
        provisional.remove(file);
    }

    private static Outcome refused(String why) {
        return new Outcome(Map.of(), List.of(new Refusal(Constants.SERVICE_PID, why)), List.of(), true);
    }

    private Map<String, Attribute> attributes(ConfName name) {
        return validation.schema(name).map(Schema::attributes).orElse(Map.of());
    }

    private boolean wasThere(String file) {
        SyncRecord record = records.byFile.get(file);
        return record != null && record.fingerprint() != null && !record.fingerprint().equals(ValuesHash.of(Map.of()));
    }

    private void mark(String file, boolean isProvisional) {
        if (isProvisional) {
            provisional.add(file);
        } else {
            provisional.remove(file);
        }
    }
}
