package announcer.rtsp.session;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import announcer.api.stream.Audience;

/**
 * What players received of each path, those included that left within the last minutes. Written by the loop's thread, read by any: who asks
 * waits for nobody.
 */
public final class Receptions {
    /** Longer than an announcement's last sound takes from its pipe to the server, by far. */
    private static final Duration KEPT = Duration.ofMinutes(2);
    /** Of a path, those that are over: players that come and go all the time must not fill the memory. */
    private static final int MOST_OVER = 500;

    private final Map<String, List<Reception>> ofPath = new ConcurrentHashMap<>();

    void begin(String path, Reception begun) {
        ofPath.computeIfAbsent(path, any -> new CopyOnWriteArrayList<>()).add(begun);
    }

    /** The players of a path over some time. */
    public Audience audience(String path, long from, long to) {
        List<Reception> all = ofPath.getOrDefault(path, List.of());
        int connected = 0;
        int received = 0;
        for (Reception r : all) {
            if (r.overlaps(from, to)) {
                connected++;
                received += r.received(from, to) ? 1 : 0;
            }
        }
        return new Audience(connected, received);
    }

    /** Forgets what nobody will ask about; to be called a few times a second. */
    public void check(long nowNanos) {
        ofPath.values().removeIf(all -> {
            long over = all.stream().filter(r -> r.endedBefore(nowNanos)).count();
            if (over > 0) {
                all.removeIf(r -> r.endedBefore(nowNanos - KEPT.toNanos()));
                trim(all, over, nowNanos);
            }
            return all.isEmpty();
        });
    }

    private static void trim(List<Reception> all, long over, long nowNanos) {
        if (over > MOST_OVER) {
            List<Reception> oldest = all.stream().filter(r -> r.endedBefore(nowNanos)).limit(over - MOST_OVER).toList();
            all.removeAll(oldest);
        }
    }
}
