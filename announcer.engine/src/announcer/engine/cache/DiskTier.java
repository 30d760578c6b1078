package announcer.engine.cache;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.engine.cache.PhraseCache.Limits;

/**
 * Phrases on disk. Files are read on the caller's thread, by name, so that what another process wrote, or what has not been listed yet, is
 * found too; they are written and removed by the cache's thread alone, in the order of a queue.
 */
final class DiskTier {
    private static final Logger LOG = LoggerFactory.getLogger(PhraseCache.class);
    /** Sound that may wait to be written. Beyond it phrases are not kept on disk. */
    static final long MAX_WAITING_BYTES = 16 << 20;

    private final InstantSource clock;
    private final AtomicLong generation;
    private final CacheFolder folder;
    private final DiskIndex index = new DiskIndex();
    private final DiskWarnings warnings;
    private final DiskEvictor evictor;
    private final CacheWriter writer;
    private final AtomicLong waitingBytes = new AtomicLong();
    private volatile boolean closed;
    private volatile Limits limits;

    /**
     * @param generation rises when the cache is emptied
     * @param hourly what else is to be done when the folder is swept
     */
    DiskTier(CacheFolder folder, Limits limits, InstantSource clock, AtomicLong generation, Runnable hourly) {
        this.limits = limits;
        this.clock = clock;
        this.generation = generation;
        this.folder = folder;
        warnings = new DiskWarnings(clock);
        evictor = new DiskEvictor(folder, index, warnings, clock, generation, () -> this.limits, hourly);
        writer = new CacheWriter(evictor);
        writer.start();
        writer.wake();
    }

    /** The sound of a phrase, or null. */
    MemoryTier.Sound get(CacheFile file) {
        if (closed || evictor.isEmptying()) {
            return null;
        }
        try {
            MemoryTier.Sound sound = folder.read(file);
            if (limits.tooOld(sound.createdMillis(), clock.millis())) {
                writer.offer(() -> inspect(file));
                return null;
            }
            if (used(file) == DiskIndex.Use.UNKNOWN) {
                writer.offer(() -> inspect(file));
            }
            return sound;
        } catch (NoSuchFileException e) {
            if (index.has(file.name())) {
                writer.offer(() -> inspect(file));
            }
        } catch (CacheFile.Broken e) {
            writer.offer(() -> inspect(file));
        } catch (ClosedByInterruptException e) {
            LOG.debug("A phrase was not read from disk: its thread is interrupted");
        } catch (IOException e) {
            warnings.warn("a phrase cannot be read from " + folder.path(), e);
        }
        return null;
    }

    /** Notes that a phrase was used, now and then in its file too. */
    DiskIndex.Use used(CacheFile file) {
        long now = clock.millis();
        DiskIndex.Use use = index.used(file.name(), now);
        if (use == DiskIndex.Use.TOUCH) {
            writer.offer(() -> touch(file, now));
        }
        return use;
    }

    /** Has a phrase written, unless too much waits already. Never blocks. */
    void put(CacheFile file, MemoryTier.Sound sound, long since) {
        long size = file.bytes(sound.pcm());
        if (closed || size > limits.diskBytes() / MemoryTier.LARGEST_PART) {
            return;
        }
        // The first may be of any size; what a quarter of the tier allows is to be kept.
        long waiting = waitingBytes.addAndGet(size);
        if (waiting > MAX_WAITING_BYTES && waiting > size || !writer.offer(() -> write(file, sound, size, since))) {
            waitingBytes.addAndGet(-size);
            warnings.skipped();
        }
    }

    private void write(CacheFile file, MemoryTier.Sound sound, long size, long since) {
        waitingBytes.addAndGet(-size);
        if (since != generation.get() || size > limits.diskBytes() / MemoryTier.LARGEST_PART) {
            return;
        }
        // Room is made first, so that the files never take more than they may.
        if (!evictor.makeRoom(size)) {
            warnings.skipped();
            return;
        }
        try {
            long now = clock.millis();
            folder.write(file, sound, now);
            index.add(file.name(), size, sound.createdMillis(), now);
        } catch (NoSuchFileException e) {
            // Another process started on this folder, or emptied it, and took our half-written file for a leftover.
            warnings.skipped();
        } catch (IOException e) {
            warnings.unwritten("a phrase cannot be written to " + folder.path(), e);
        }
    }

    /** Something was odd about this file: it is kept, or known from now on, or removed. */
    private void inspect(CacheFile file) {
        try {
            MemoryTier.Sound sound = folder.read(file);
            if (limits.tooOld(sound.createdMillis(), clock.millis())) {
                evictor.remove(file.name());
            } else if (!index.has(file.name())) {
                long now = clock.millis();
                index.add(file.name(), file.bytes(sound.pcm()), sound.createdMillis(), now);
                touch(file, now);
            }
        } catch (NoSuchFileException e) {
            index.remove(file.name());
        } catch (CacheFile.Broken e) {
            if (evictor.remove(file.name())) {
                LOG.warn("Phrase cache: removed a file that was not whole: {}", e.getMessage());
            }
        } catch (IOException e) {
            warnings.warn("a phrase cannot be read from " + folder.path(), e);
        }
    }

    private void touch(CacheFile file, long now) {
        try {
            folder.touch(file.name(), now);
        } catch (IOException e) {
            warnings.warn("the time of a phrase's last use cannot be kept in " + folder.path(), e);
        }
    }

    void limits(Limits next) {
        limits = next;
        evictor.sweepSoon();
        writer.wake();
    }

    void wake() {
        writer.wake();
    }

    DiskIndex.Size size() {
        return evictor.isEmptying() ? new DiskIndex.Size(0, 0) : index.size();
    }

    long unwritten() {
        return warnings.unwritten();
    }

    long warnings() {
        return warnings.warnings();
    }

    void flush() throws InterruptedException {
        writer.flush();
    }

    void onThread(Runnable task) {
        writer.offer(task);
    }

    void close() {
        closed = true;
        writer.close();
    }
}
