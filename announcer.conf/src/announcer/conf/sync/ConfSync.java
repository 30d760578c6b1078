package announcer.conf.sync;

import java.io.IOException;
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

import org.osgi.service.cm.Configuration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.api.config.InvalidConfigurationException;
import announcer.conf.file.ConfFolder;
import announcer.conf.file.ConfName;
import announcer.conf.file.ProblemReports;
import announcer.conf.metatype.Validation;
import announcer.conf.metatype.ValuesHash;

/** The synchronisation of {@code conf/} with Configuration Admin. Thread-safe: one pass at a time, the others wait. */
public final class ConfSync {
    private static final Logger LOG = LoggerFactory.getLogger(ConfSync.class);
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
    private final FileLoader loader;
    private final SyncFailures failures = new SyncFailures();
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
        this.loader = new FileLoader(folder, configurations, records, validation, reports, writer);
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
            failures.addUnwritten(problems);
            return problems;
        } finally {
            lock.unlock();
        }
    }

    /** Why no file can be read or written at all; empty when they can. */
    public Optional<String> trouble() {
        lock.lock();
        try {
            return failures.ofAll()
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
            failures.done(SyncFailures.ALL);
        } catch (IOException | RuntimeException | Error e) {
            failures.failed(SyncFailures.ALL, e);
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
                failures.done(file);
            } catch (IOException | RuntimeException | Error e) {
                if (e instanceof IllegalStateException && now != null && Configurations.isDeleted(now)) {
                    // Somebody deleted it under this pass, which is no fault: the next one does without it.
                    dirty.set(true);
                    failures.done(file);
                } else {
                    failures.failed(file, e);
                }
            }
        }
        failures.retain(files);
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
                    failures.unwritten(file,
                            "it is in force but not in " + folder.path(file) + ", which cannot be written (" + SyncFailures.reason(e)
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
                    failures.unwritten(file, folder.path(file) + " cannot be removed (" + SyncFailures.reason(e)
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
        switch (loader.load(name, file, hash, now, again, start)) {
            case UNSETTLED -> {
                // It is loaded, and judged again, when it is settled.
                dirty.set(true);
                recheck.add(name.typePid());
            }
            case TORN -> restore(name, file, hash, now);
            case DONE -> {
                // It is told in its record.
            }
        }
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
            left = "could not be kept (" + SyncFailures.reason(e) + ")";
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

    private void forget(String file) {
        records.byFile.remove(file);
        loader.forget(file);
        reports.gone(file);
    }

}
