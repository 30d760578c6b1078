package announcer.engine.voice;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** How often each voice was used since the engine started: sentences made, and sentences that the phrase cache had. Any thread. */
public final class VoiceUsage {
    private static final class Counts {
        private final LongAdder made = new LongAdder();
        private final LongAdder fromCache = new LongAdder();
    }

    // By voice id. Only voices that an engine offers come here, so their number is bounded by theirs.
    private final Map<String, Counts> counts = new ConcurrentHashMap<>();

    public void made(String voice) {
        of(voice).made.increment();
    }

    public void fromCache(String voice) {
        of(voice).fromCache.increment();
    }

    public long timesMade(String voice) {
        Counts c = counts.get(voice);
        return c == null ? 0 : c.made.sum();
    }

    public long timesFromCache(String voice) {
        Counts c = counts.get(voice);
        return c == null ? 0 : c.fromCache.sum();
    }

    private Counts of(String voice) {
        return counts.computeIfAbsent(voice, v -> new Counts());
    }
}
