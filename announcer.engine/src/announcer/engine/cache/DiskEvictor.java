package announcer.engine.cache;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.engine.cache.PhraseCache.Limits;

/**
 * Keeps the folder as it should be: emptied when asked, listed at the start and every hour, never over its limits. Run by the cache's thread
 * before each of its tasks. The hourly listing also finds what other processes wrote.
 */
final class DiskEvictor implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(PhraseCache.class);
    private static final long SWEEP_MILLIS = Duration.ofHours(1).toMillis();
    /** Room on the disk that is not the cache's: a phrase can be made again, and without room for the journal nothing is accepted any more. */
    static final long RESERVE_BYTES = 64 << 20;

    private final CacheFolder folder;
    private final DiskIndex index;
    private final DiskWarnings warnings;
    private final InstantSource clock;
    private final AtomicLong generation;
    private final Supplier<Limits> limits;
    private final Runnable hourly;
    private volatile long emptied;
    private volatile boolean sweepSoon;
    // Touched by the cache's thread only.
    private boolean listed;
    private long sweptMillis;

    DiskEvictor(CacheFolder folder, DiskIndex index, DiskWarnings warnings, InstantSource clock, AtomicLong generation,
            Supplier<Limits> limits, Runnable hourly) {
        this.folder = folder;
        this.index = index;
        this.warnings = warnings;
        this.clock = clock;
        this.generation = generation;
        this.limits = limits;
        this.hourly = hourly;
        emptied = generation.get();
    }

    @Override
    public void run() {
        long asked = generation.get();
        if (asked != emptied) {
            empty();
            emptied = asked;
        }
        long now = clock.millis();
        if (!listed || sweepSoon || Math.abs(now - sweptMillis) >= SWEEP_MILLIS) {
            sweepSoon = false;
            sweptMillis = now;
            sweep(now);
            hourly.run();
        }
        makeRoom(0);
    }

    /** Whether there are files that nobody may find any more. */
    boolean isEmptying() {
        return generation.get() != emptied;
    }

    /** Has the folder swept at the next chance: the limits have changed. */
    void sweepSoon() {
        sweepSoon = true;
    }

    /** Removes the least recently used until so many bytes fit in, and the reserve of the disk is free. Returns whether they do. */
    boolean makeRoom(long bytes) {
        long before = index.size().bytes();
        long most = Math.min(limits.get().diskBytes(), before + usableBytes() - RESERVE_BYTES);
        if (before > 0 && before + bytes > most) {
            for (String file : index.oldestFirst()) {
                remove(file);
                if (index.size().bytes() + bytes <= most) {
                    break;
                }
            }
        }
        return index.size().bytes() + bytes <= most;
    }

    private long usableBytes() {
        try {
            return folder.usableBytes();
        } catch (IOException e) {
            // Not there yet, or not known: what cannot be written is told when it is.
            LOG.debug("Phrase cache: how much room the disk has is not known", e);
            return Long.MAX_VALUE / 2;
        }
    }

    /** Removes a file. One that cannot be removed still counts. */
    boolean remove(String file) {
        try {
            folder.remove(file);
            index.remove(file);
            return true;
        } catch (IOException e) {
            warnings.warn("a file cannot be removed from " + folder.path(), e);
            return false;
        }
    }

    private void empty() {
        try {
            CacheFolder.Listing all = folder.list();
            all.phrases().forEach(f -> remove(f.file()));
            all.temporaries().forEach(this::remove);
        } catch (IOException e) {
            warnings.warn("the folder " + folder.path() + " cannot be emptied; remove its files by hand", e);
        }
    }

    private void sweep(long now) {
        try {
            CacheFolder.Listing all = folder.list();
            if (!listed) {
                first(all);
            }
            listed = true;
            Set<String> gone = new HashSet<>(index.oldestFirst());
            int broken = 0;
            for (CacheFolder.Found f : all.phrases()) {
                gone.remove(f.file());
                broken += look(f, now) ? 0 : 1;
            }
            gone.forEach(index::remove);
            index.tooOld(limits.get(), now).forEach(this::remove);
            if (broken > 0) {
                LOG.warn("Phrase cache: {} of the {} files in {} were damaged or not phrases, and are removed", broken,
                        all.phrases().size(), folder.path());
            }
        } catch (IOException e) {
            // Tried again with the next chance that comes: at most once an hour.
            listed = true;
            warnings.warn("the folder " + folder.path() + " cannot be listed", e);
        }
    }

    /** Only at the start: later, what is half written may be another process's. */
    private void first(CacheFolder.Listing all) throws IOException {
        all.temporaries().forEach(this::remove);
        if (!all.temporaries().isEmpty()) {
            LOG.info("Phrase cache: removed {} files from {} that an earlier run began and did not end", all.temporaries().size(),
                    folder.path());
        }
        if (all.others() > 0) {
            LOG.warn("Phrase cache: {} holds {} things that are not the cache's; they are left alone. Give the cache a folder of its own",
                    folder.path(), all.others());
        } else {
            // Not done to a folder that others use too.
            folder.makePrivate();
        }
    }

    /** Returns whether the file is a phrase. */
    private boolean look(CacheFolder.Found f, long now) {
        try {
            if (index.has(f.file())) {
                return true;
            }
            long created = folder.createdMillis(f.file());
            if (limits.get().tooOld(created, now)) {
                remove(f.file());
            } else {
                index.add(f.file(), f.bytes(), created, f.modifiedMillis());
            }
            return true;
        } catch (CacheFile.Broken e) {
            LOG.debug("Phrase cache: {}", e.getMessage());
            remove(f.file());
            return false;
        } catch (NoSuchFileException e) {
            // Another process has removed it since the folder was listed.
            return true;
        } catch (IOException e) {
            warnings.warn("the file " + f.file() + " in " + folder.path() + " cannot be read", e);
            return true;
        }
    }
}
