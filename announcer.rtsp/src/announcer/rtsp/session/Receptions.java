package announcer.rtsp.session;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import announcer.api.stream.Audience;
import announcer.lib.limit.Crowd;

/**
 * What players received of each path, those included that left within the last minutes. Written by the loop's thread, read by any: who asks
 * waits for nobody.
 */
public final class Receptions {
    /** Longer than an announcement's last sound takes from its pipe to the server, by far. */
    private static final Duration KEPT = Duration.ofMinutes(2);
    /** Players that play no more: those that come and go all the time must not fill the memory, nor push out others. */
    private static final int MOST_OVER = 1000;

    private final Map<String, Set<Reception>> ofPath = new ConcurrentHashMap<>();
    /** Those that play no more with their paths, the longest over first. The loop's own. */
    private final Map<Reception, String> over = new LinkedHashMap<>();

    void begin(String path, Reception begun) {
        over.remove(begun);
        ofPath.computeIfAbsent(path, any -> ConcurrentHashMap.newKeySet()).add(begun);
    }

    /** It plays no more. */
    void over(String path, Reception ended) {
        over.put(ended, path);
        if (over.size() > MOST_OVER) {
            Crowd.oldestOfTheMost(over.keySet().stream(), Reception::address).ifPresent(r -> forget(over.remove(r), r));
        }
    }

    /** The players of a path over some time. */
    public Audience audience(String path, long from, long to) {
        int connected = 0;
        int received = 0;
        for (Reception r : ofPath.getOrDefault(path, Set.of())) {
            Optional<Boolean> all = r.received(from, to);
            connected += all.isPresent() ? 1 : 0;
            received += all.orElse(false) ? 1 : 0;
        }
        return new Audience(connected, received);
    }

    /** Forgets what nobody will ask about; to be called a few times a second. */
    public void check(long nowNanos) {
        over.entrySet().removeIf(e -> {
            boolean old = e.getKey().endedBefore(nowNanos - KEPT.toNanos());
            if (old) {
                forget(e.getValue(), e.getKey());
            }
            return old;
        });
    }

    private void forget(String path, Reception old) {
        ofPath.computeIfPresent(path, (any, all) -> {
            all.remove(old);
            return all.isEmpty() ? null : all;
        });
    }
}
