package announcer.engine.cache;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

import announcer.api.CacheStatus;
import announcer.api.audio.PcmFormat;
import announcer.api.speech.Prosody;

/**
 * The sound of sentences, kept in memory and on disk.
 *
 * <p>
 * Safe for any thread. No call waits for more than the reading of one file; files are written and removed by the thread
 * {@code announcer-cache}, which this owns. A cache that cannot use its folder works on in memory.
 */
public final class PhraseCache implements AutoCloseable {
    /**
     * How much is kept, and for how long.
     *
     * @param memoryBytes the most sound in memory; 0: none is kept there
     * @param diskBytes the most that the files may take; 0: none are kept
     * @param maxAge phrases that were made longer ago than this are made anew
     */
    public record Limits(long memoryBytes, long diskBytes, Duration maxAge) {
        public Limits {
            if (memoryBytes < 0 || diskBytes < 0) {
                throw new IllegalArgumentException("memoryBytes is " + memoryBytes + " and diskBytes is " + diskBytes
                        + "; they must be 0 (none is kept there) or more");
            }
            if (maxAge.isNegative() || maxAge.isZero()) {
                throw new IllegalArgumentException("maxAge is " + maxAge + "; it must be more than 0 (for instance P30D)");
            }
        }

        /** Whether what was made at {@code createdMillis} is too old; so is what comes from the far future, of a clock that was wrong. */
        boolean tooOld(long createdMillis, long nowMillis) {
            return Math.abs((double) nowMillis - createdMillis) > maxAge.toSeconds() * 1000d;
        }
    }

    /**
     * What decides how a sentence sounds. Every part counts.
     *
     * @param engine the engine's name
     * @param engineVersion version of its bundle: another may sound different
     * @param voice the voice's name
     * @param prosody as asked for
     * @param text the sentence in its canonical form, with its markup
     * @param format of the sound that is kept
     * @param levelling what was done to its loudness, in any words that are the same for the same treatment
     */
    public record Key(String engine, String engineVersion, String voice, Prosody prosody, String text, PcmFormat format, String levelling) {
        public Key {
            Objects.requireNonNull(engine, "engine");
            Objects.requireNonNull(engineVersion, "engineVersion");
            Objects.requireNonNull(voice, "voice");
            Objects.requireNonNull(prosody, "prosody");
            Objects.requireNonNull(text, "text");
            Objects.requireNonNull(format, "format");
            Objects.requireNonNull(levelling, "levelling");
        }
    }

    private final InstantSource clock;
    private final MemoryTier memory;
    private final DiskTier disk;
    /** How often it was emptied: what was on its way at that moment has an older number and is dropped. */
    private final AtomicLong generation = new AtomicLong();
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();
    private volatile Limits limits;

    /**
     * Cheap: the folder is looked at by the cache's own thread.
     *
     * @param folder the cache's alone; made when missing, readable by this account only
     * @param clock for the age of phrases
     */
    public PhraseCache(Path folder, Limits limits, InstantSource clock) {
        this(new CacheFolder(folder, CacheFolder.Room.REAL), limits, clock);
    }

    PhraseCache(CacheFolder folder, Limits limits, InstantSource clock) {
        this.limits = limits;
        this.clock = clock;
        memory = new MemoryTier(limits, generation);
        disk = new DiskTier(folder, limits, clock, generation, () -> memory.removeOld(clock.millis()));
    }

    /**
     * The sound of a phrase, in whole frames of the key's format. The array is shared: it must not be changed. A thread whose interrupt flag
     * is set gets what is in memory only.
     */
    public Optional<byte[]> get(Key key) {
        long since = generation.get();
        MemoryTier.Sound sound = memory.get(key, clock.millis());
        if (limits.diskBytes() > 0) {
            CacheFile file = new CacheFile(key);
            if (sound == null) {
                sound = disk.get(file);
                if (sound != null) {
                    memory.put(key, sound, since);
                }
            } else {
                disk.used(file);
            }
        }
        (sound == null ? misses : hits).increment();
        return Optional.ofNullable(sound).map(MemoryTier.Sound::pcm);
    }

    /**
     * Keeps the sound of a phrase, in place of what was kept of it; not when it would take more than a quarter of a tier, and not on disk when
     * the disk does not keep up.
     *
     * @param pcm whole frames of the key's format, not to be changed from now on; when empty nothing is kept
     */
    public void put(Key key, byte[] pcm) {
        if (pcm.length % key.format().bytesPerFrame() != 0) {
            throw new IllegalArgumentException("the sound has " + pcm.length + " bytes; it must be whole frames of "
                    + key.format().bytesPerFrame() + " bytes (" + key.format() + ")");
        }
        if (pcm.length == 0) {
            return;
        }
        long since = generation.get();
        MemoryTier.Sound sound = new MemoryTier.Sound(pcm, clock.millis());
        memory.put(key, sound, since);
        if (limits.diskBytes() > 0) {
            disk.put(new CacheFile(key), sound, since);
        }
    }

    /** Forgets everything: nothing that was put before is found any more. The files go a moment later. */
    public void purge() {
        generation.incrementAndGet();
        memory.clear();
        disk.wake();
    }

    /** Other limits, at once: what is too much is not found any more in memory, and its files go a moment later. */
    public void limits(Limits next) {
        limits = next;
        memory.limits(next);
        disk.limits(next);
    }

    /** What is kept, and how often it was of use. Hits and misses are those of {@link #get}. */
    public CacheStatus figures() {
        Limits now = limits;
        MemoryTier.Size inMemory = memory.size();
        DiskIndex.Size onDisk = disk.size();
        return new CacheStatus(hits.sum(), misses.sum(), inMemory.entries(), inMemory.bytes(), now.memoryBytes(), onDisk.entries(),
                onDisk.bytes(), now.diskBytes());
    }

    /** Phrases that could not be kept on disk since the start: it did not keep up, was full, or refused. */
    long unwritten() {
        return disk.unwritten();
    }

    /** Warnings that were said. For tests. */
    long warnings() {
        return disk.warnings();
    }

    /** Waits until its thread has done all that is to be done by now. For tests. */
    void flush() throws InterruptedException {
        disk.flush();
    }

    /** Runs something on its thread. For tests. */
    void onThread(Runnable task) {
        disk.onThread(task);
    }

    /** Writes what is to be written, for 2 s at most, and ends its thread. Nothing is kept on disk or found there after that. */
    @Override
    public void close() {
        disk.close();
        memory.clear();
    }
}
