package announcer.engine.cache;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import announcer.engine.cache.PhraseCache.Limits;

/** Phrases in memory, the least recently used in front. Safe for any thread. */
final class MemoryTier {
    /** A phrase bigger than this part of a tier is not kept there: it would drive out everything else. */
    static final int LARGEST_PART = 4;

    /** The sound of a phrase and when it was made. */
    static final class Sound {
        private final byte[] pcm;
        private final long createdMillis;

        Sound(byte[] pcm, long createdMillis) {
            this.pcm = pcm;
            this.createdMillis = createdMillis;
        }

        byte[] pcm() {
            return pcm;
        }

        long createdMillis() {
            return createdMillis;
        }
    }

    /** How much is kept. */
    record Size(int entries, long bytes) {}

    private final AtomicLong generation;
    private final Map<PhraseCache.Key, Sound> phrases = new LinkedHashMap<>(64, 0.75f, true);
    private Limits limits;
    private long bytes;

    MemoryTier(Limits limits, AtomicLong generation) {
        this.limits = limits;
        this.generation = generation;
    }

    /** The sound of a phrase, or null. */
    synchronized Sound get(PhraseCache.Key key, long nowMillis) {
        Sound sound = phrases.get(key);
        if (sound != null && limits.tooOld(sound.createdMillis(), nowMillis)) {
            phrases.remove(key);
            bytes -= sound.pcm().length;
            return null;
        }
        return sound;
    }

    /** @param since the generation when the sound was found or handed in: when the cache was emptied since then it is not kept */
    synchronized void put(PhraseCache.Key key, Sound sound, long since) {
        if (since != generation.get()) {
            return;
        }
        Sound before = phrases.remove(key);
        bytes -= before == null ? 0 : before.pcm().length;
        if (sound.pcm().length <= limits.memoryBytes() / LARGEST_PART) {
            phrases.put(key, sound);
            bytes += sound.pcm().length;
            shrink();
        }
    }

    synchronized void limits(Limits next) {
        limits = next;
        shrink();
    }

    synchronized void removeOld(long nowMillis) {
        for (Iterator<Sound> all = phrases.values().iterator(); all.hasNext();) {
            Sound sound = all.next();
            if (limits.tooOld(sound.createdMillis(), nowMillis)) {
                all.remove();
                bytes -= sound.pcm().length;
            }
        }
    }

    synchronized void clear() {
        phrases.clear();
        bytes = 0;
    }

    synchronized Size size() {
        return new Size(phrases.size(), bytes);
    }

    private void shrink() {
        Iterator<Sound> oldest = phrases.values().iterator();
        while (bytes > limits.memoryBytes()) {
            bytes -= oldest.next().pcm().length;
            oldest.remove();
        }
    }
}
