package announcer.engine.cache;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import announcer.engine.cache.PhraseCache.Limits;

/**
 * What is known of the files of phrases, the least recently used in front. Safe for any thread; only the cache's thread adds and removes, so
 * that the index and the folder go together.
 */
final class DiskIndex {
    /** The time of a file is set at most this often: writing it at each hit would cost more than the hit. */
    static final long TOUCH_MILLIS = 3_600_000;

    /** How much is kept. */
    record Size(int entries, long bytes) {}

    /** @param touchedMillis the last use that the file itself knows of */
    private record Entry(long bytes, long createdMillis, long touchedMillis) {}

    private final Map<String, Entry> files = new LinkedHashMap<>(64, 0.75f, true);
    private long bytes;

    synchronized void add(String file, long size, long createdMillis, long touchedMillis) {
        remove(file);
        files.put(file, new Entry(size, createdMillis, touchedMillis));
        bytes += size;
    }

    synchronized void remove(String file) {
        Entry gone = files.remove(file);
        bytes -= gone == null ? 0 : gone.bytes();
    }

    /** What a use calls for. */
    enum Use {
        /** A file that is not known: another process wrote it, or the folder has not been listed yet. */
        UNKNOWN,
        /** The file's time is to be set. */
        TOUCH,
        /** Nothing more. */
        NOTED
    }

    synchronized Use used(String file, long nowMillis) {
        Entry entry = files.get(file);
        if (entry == null) {
            return Use.UNKNOWN;
        }
        if (Math.abs(nowMillis - entry.touchedMillis()) < TOUCH_MILLIS) {
            return Use.NOTED;
        }
        files.put(file, new Entry(entry.bytes(), entry.createdMillis(), nowMillis));
        return Use.TOUCH;
    }

    synchronized boolean has(String file) {
        return files.containsKey(file);
    }

    /** The files of phrases that are too old. */
    synchronized List<String> tooOld(Limits limits, long nowMillis) {
        return files.entrySet().stream().filter(e -> limits.tooOld(e.getValue().createdMillis(), nowMillis)).map(Map.Entry::getKey)
                .toList();
    }

    /** All files, the least recently used first. */
    synchronized List<String> oldestFirst() {
        return List.copyOf(files.keySet());
    }

    synchronized Size size() {
        return new Size(files.size(), bytes);
    }
}
