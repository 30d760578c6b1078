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
    private final PhraseFolder folder;
    private final DiskIndex index = new DiskIndex();
    private final DiskTroubles troubles;
    private final DiskCare care;
    private final CacheThread thread;
    private final AtomicLong waitingBytes = new AtomicLong();
    private volatile boolean closed;
    private volatile Limits limits;

    /**
     * @param generation rises when the cache is emptied
     * @param hourly what else is to be done when the folder is swept
     */
    DiskTier(Path path, Limits limits, InstantSource clock, AtomicLong generation, Runnable hourly) {
        this.limits = limits;
        this.clock = clock;
        this.generation = generation;
        folder = new PhraseFolder(path);
        troubles = new DiskTroubles(clock);
        care = new DiskCare(folder, index, troubles, clock, generation, () -> this.limits, hourly);
        thread = new CacheThread(care);
        thread.start();
        thread.wake();
    }

    /** The sound of a phrase, or null. */
    MemoryTier.Sound get(PhraseName name) {
        if (closed || care.isEmptying()) {
            return null;
        }
        try {
            MemoryTier.Sound sound = folder.read(name);
            if (limits.tooOld(sound.createdMillis(), clock.millis())) {
                thread.offer(() -> inspect(name));
                return null;
            }
            if (used(name) == DiskIndex.Use.UNKNOWN) {
                thread.offer(() -> inspect(name));
            }
            return sound;
        } catch (NoSuchFileException e) {
            if (index.has(name.file())) {
                thread.offer(() -> inspect(name));
            }
        } catch (PhraseFile.Broken e) {
            thread.offer(() -> inspect(name));
        } catch (ClosedByInterruptException e) {
            LOG.debug("A phrase was not read from disk: its thread is interrupted");
        } catch (IOException e) {
            troubles.warn("a phrase cannot be read from " + folder.path(), e);
        }
        return null;
    }

    /** Notes that a phrase was used, now and then in its file too. */
    DiskIndex.Use used(PhraseName name) {
        long now = clock.millis();
        DiskIndex.Use use = index.used(name.file(), now);
        if (use == DiskIndex.Use.TOUCH) {
            thread.offer(() -> touch(name, now));
        }
        return use;
    }

    /** Has a phrase written, unless too much waits already. Never blocks. */
    void put(PhraseName name, MemoryTier.Sound sound, long since) {
        long size = PhraseFile.bytes(name.key(), sound.pcm());
        if (closed || size > limits.diskBytes() / MemoryTier.LARGEST_PART) {
            return;
        }
        // The first may be of any size; what a quarter of the tier allows is to be kept.
        long waiting = waitingBytes.addAndGet(size);
        if (waiting > MAX_WAITING_BYTES && waiting > size || !thread.offer(() -> write(name, sound, size, since))) {
            waitingBytes.addAndGet(-size);
            troubles.skipped();
        }
    }

    private void write(PhraseName name, MemoryTier.Sound sound, long size, long since) {
        waitingBytes.addAndGet(-size);
        if (since != generation.get() || size > limits.diskBytes() / MemoryTier.LARGEST_PART) {
            return;
        }
        // Room is made first, so that the files never take more than they may.
        if (!care.makeRoom(size)) {
            troubles.skipped();
            return;
        }
        try {
            long now = clock.millis();
            folder.write(name, sound, now);
            index.add(name.file(), size, sound.createdMillis(), now);
        } catch (NoSuchFileException e) {
            // Another process started on this folder, or emptied it, and took our half-written file for a leftover.
            troubles.skipped();
        } catch (IOException e) {
            troubles.unwritten("a phrase cannot be written to " + folder.path(), e);
        }
    }

    /** Something was odd about this file: it is kept, or known from now on, or removed. */
    private void inspect(PhraseName name) {
        String file = name.file();
        try {
            MemoryTier.Sound sound = folder.read(name);
            if (limits.tooOld(sound.createdMillis(), clock.millis())) {
                care.remove(file);
            } else if (!index.has(file)) {
                long now = clock.millis();
                index.add(file, PhraseFile.bytes(name.key(), sound.pcm()), sound.createdMillis(), now);
                touch(name, now);
            }
        } catch (NoSuchFileException e) {
            index.remove(file);
        } catch (PhraseFile.Broken e) {
            if (care.remove(file)) {
                LOG.warn("Phrase cache: removed a file that was not whole: {}", e.getMessage());
            }
        } catch (IOException e) {
            troubles.warn("a phrase cannot be read from " + folder.path(), e);
        }
    }

    private void touch(PhraseName name, long now) {
        try {
            folder.touch(name.file(), now);
        } catch (IOException e) {
            troubles.warn("the time of a phrase's last use cannot be kept in " + folder.path(), e);
        }
    }

    void limits(Limits next) {
        limits = next;
        care.sweepSoon();
        thread.wake();
    }

    void wake() {
        thread.wake();
    }

    DiskIndex.Size size() {
        return care.isEmptying() ? new DiskIndex.Size(0, 0) : index.size();
    }

    long unwritten() {
        return troubles.unwritten();
    }

    long warnings() {
        return troubles.warnings();
    }

    void flush() throws InterruptedException {
        thread.flush();
    }

    void onThread(Runnable task) {
        thread.offer(task);
    }

    void close() {
        closed = true;
        thread.close();
    }
}
