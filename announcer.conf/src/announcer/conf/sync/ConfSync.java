package announcer.conf.sync;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;

import org.osgi.framework.Constants;
import org.osgi.service.cm.Configuration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.api.config.InvalidConfigurationException;
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

/** The synchronisation of {@code conf/} with Configuration Admin. Thread-safe: one pass at a time, the others wait. */
public final class ConfSync {
    private static final Logger LOG = LoggerFactory.getLogger(ConfSync.class);
    private static final String ALL = "conf";
    private static final String EMPTY = "the file is empty, as after a power cut or on a full disk; write a line # into it to have the defaults";
    private static final String ADVICE = "Let Announcer write to its folder; it is tried again until that works";

    private final ReentrantLock lock = new ReentrantLock();
    private final AtomicBoolean dirty = new AtomicBoolean(true);
    private final Set<String> recheck = ConcurrentHashMap.newKeySet();
    private final ConfFolder folder;
    private final Configurations configurations;
    private final SyncRecords records;
    private final Validation validation;
    private final ProblemReports reports;
    private final OverridePlaceholders carriers;
    private final ConfWriter writer;
    /** Files loaded before all that can check them was there. */
    private final Set<String> provisional = new HashSet<>();
    private final Map<String, String> failures = new HashMap<>();
    /** What could not be brought into its file, and why, by file. */
    private final Map<String, String> unwritten = new HashMap<>();
    private Map<String, String> lastHashes = Map.of();
    private boolean start = true;

    public ConfSync(ConfFolder folder, Configurations configurations, SyncRecords records, Validation validation, ProblemReports reports,
            OverridePlaceholders carriers) {
        this.folder = folder;
        this.configurations = configurations;
        this.records = records;
        this.validation = validation;
        this.reports = reports;
        this.carriers = carriers;
        this.writer = new ConfWriter(folder, validation);
    }

    /** A configuration changed: the next pass looks at them. */
    public void configurationsChanged() {
        dirty.set(true);
    }

    /** A metatype or a check came: the next pass judges the files of these PIDs again. */
    public void recheck(Set<String> typePids) {
        recheck.addAll(typePids);
    }

    /** Like {@link #recheck}, at once, unless a pass takes longer than {@code limit}: a caller inside the framework must not wait for ever. */
    public void recheckNow(Set<String> typePids, Duration limit) throws InterruptedException {
        recheck(typePids);
        if (lock.tryLock(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            try {
                pass();
            } finally {
                lock.unlock();
            }
        }
    }

    /** A change that nothing else comes between. */
    public interface Edit {
        void make() throws InvalidConfigurationException, IOException;
    }

    /** Makes a change and brings it into its file before it returns. */
    public void edit(Edit edit) throws InvalidConfigurationException, IOException {
        lock.lock();
        try {
            edit.make();
            configurationsChanged();
            pass();
        } finally {
            lock.unlock();
        }
    }

    /** Why files are not in force, or what is in force is not in them, by their names. */
    public Map<String, String> problems() {
        lock.lock();
        try {
            Map<String, String> problems = reports.problems();
            unwritten.forEach((file, why) -> problems.merge(file, why, (known, more) -> known + "; " + more));
            return problems;
        } finally {
            lock.unlock();
        }
    }

    /** Why no file can be read or written at all; empty when they can. */
    public Optional<String> trouble() {
        lock.lock();
        try {
            return Optional.ofNullable(failures.get(ALL))
                    .map(why -> "the files in conf/ cannot be read (" + why + "): what is changed is not in them");
        } finally {
            lock.unlock();
        }
    }

    /** One pass. A failure of one file is reported and tried again in the next pass; the others go on. */
    public void pass() {
        lock.lock();
        try {
            Map<String, String> hashes = folder.look(start);
            boolean saved = dirty.getAndSet(false);
            boolean changed = saved || !hashes.equals(lastHashes) || !recheck.isEmpty() || !failures.isEmpty();
            lastHashes = hashes;
            if (changed) {
                work(hashes);
            }
            done(ALL);
        } catch (IOException | RuntimeException | Error e) {
            failed(ALL, e);
        } finally {
            lock.unlock();
        }
    }

    private void work(Map<String, String> hashes) throws IOException {
        Set<String> again = new HashSet<>(recheck);
        recheck.removeAll(again);
        Map<String, Configuration> all = configurations.all();
        carriers.hide(all);
        Set<String> files = new TreeSet<>(hashes.keySet());
        files.addAll(all.keySet());
        files.addAll(records.byFile.keySet());
        for (String file : files) {
            Configuration now = all.get(file);
            try {
                ConfName name = ConfName.ofFile(file).orElseThrow();
                step(name, file, hashes.get(file), now, again.contains(name.typePid()));
                done(file);
            } catch (IOException | RuntimeException | Error e) {
                if (e instanceof IllegalStateException && now != null && Configurations.isDeleted(now)) {
                    // Somebody deleted it under this pass, which is no fault: the next one does without it.
                    dirty.set(true);
                    done(file);
                } else {
                    failed(file, e);
                }
            }
        }
        // What is nowhere any more cannot fail.
        failures.keySet().removeIf(what -> !what.equals(ALL) && !files.contains(what));
        unwritten.keySet().retainAll(files);
        start = false;
        carriers.place();
        records.save();
    }

    private void step(ConfName name, String file, String hash, Configuration now, boolean again) throws IOException {
        String fingerprint = now == null ? null : ValuesHash.of(Configurations.values(now));
        SyncAction action = SyncAction.of(records.byFile.get(file), hash, fingerprint, start);
        switch (action) {
            case LOAD -> load(name, file, hash, now, false);
            case WRITE -> {
                try {
                    write(name, file, now);
                } catch (IOException e) {
                    unwritten.put(file, "it is in force but not in " + folder.path(file) + ", which cannot be written (" + reason(e)
                            + "): it is lost with data/framework, or when the file is edited. " + ADVICE);
                    throw e;
                }
            }
            case DELETE_CONFIGURATION -> {
                now.delete();
                LOG.info("configuration {} deleted: its file {} is gone", name.pid(), file);
                forget(file);
            }
            case DELETE_FILE -> {
                try {
                    folder.delete(file);
                } catch (IOException e) {
                    unwritten.put(file, folder.path(file) + " cannot be removed (" + reason(e)
                            + "): its configuration is deleted until the next start only. " + ADVICE);
                    throw e;
                }
                LOG.info("{} deleted: its configuration is gone", file);
                forget(file);
            }
            case FORGET -> forget(file);
            case NOTHING -> {
                if (again && hash != null) {
                    load(name, file, hash, now, true);
                }
            }
        }
    }

    private void load(ConfName name, String file, String hash, Configuration now, boolean again) throws IOException {
        byte[] bytes = folder.read(file);
        if (!ContentHash.of(bytes).equals(hash)) {
            // Somebody is writing it this moment: it is loaded, and judged again, when it is settled.
            dirty.set(true);
            recheck.add(name.typePid());
            return;
        }
        Map<String, Object> current = now == null ? Map.of() : Configurations.values(now);
        boolean emptied = TornFile.isNothing(bytes) && (!current.isEmpty() || wasThere(file));
        // While it runs, an editor may be at it.
        if (start && !current.isEmpty() && (emptied || TornFile.isCutOff(bytes, attributes(name), current))) {
            restore(name, file, hash, now);
            return;
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
            return;
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

    /**
     * The values that were last in force go into their file again: nobody can have meant to take them all away. Until that has worked the
     * damaged file stays where it is, and is no file that is in force: a file that is not there would take its values away at the next start.
     */
    private void restore(ConfName name, String file, String hash, Configuration now) throws IOException {
        String left;
        try {
            left = "is in " + folder.copyAside(file);
        } catch (IOException e) {
            left = "could not be kept (" + reason(e) + ")";
        }
        records.byFile.put(file, new SyncRecord(hash, null, true));
        write(name, file, now);
        LOG.error("{} was empty or cut off, as after a power cut: it has its last values again. What it held {}", folder.path(file), left);
    }

    private void write(ConfName name, String file, Configuration now) throws IOException {
        SyncRecord record = records.byFile.get(file);
        Map<String, Object> values = Configurations.values(now);
        String hash = writer.write(name, file, values, record == null ? null : record.fileHash());
        if (hash == null) {
            // Somebody is writing the file this moment: it is looked at again when it is settled.
            dirty.set(true);
            return;
        }
        records.byFile.put(file, new SyncRecord(hash, ValuesHash.of(values), false));
        Map<String, String> seen = new HashMap<>(lastHashes);
        seen.put(file, hash);
        lastHashes = seen;
        List<String> odd = validation.ofValues(name, values).problems();
        reports.valid(file, odd.isEmpty() ? odd : List.of("values that were set without a check are not right: " + String.join("; ", odd)));
    }

    private void mark(String file, boolean isProvisional) {
        if (isProvisional) {
            provisional.add(file);
        } else {
            provisional.remove(file);
        }
    }

    private void forget(String file) {
        records.byFile.remove(file);
        provisional.remove(file);
        reports.gone(file);
    }

    private void failed(String what, Throwable e) {
        String said = e instanceof IOException io ? reason(io) : e.toString();
        if (!said.equals(failures.put(what, said))) {
            // What the file system refuses is no fault of the program: where in it that happened tells nobody anything.
            Throwable trace = e instanceof IOException ? null : e;
            LOG.error("{} cannot be synchronised; it is tried again until it works: {}", what, said, trace);
        }
    }

    private static String reason(IOException e) {
        if (e instanceof AccessDeniedException denied) {
            return "permission denied: " + denied.getFile();
        }
        return e instanceof FileSystemException f && f.getReason() != null ? f.getReason() + ": " + f.getFile() : e.toString();
    }

    private void done(String what) {
        unwritten.remove(what);
        if (failures.remove(what) != null) {
            LOG.info("{} is synchronised again", what);
        }
    }
}
