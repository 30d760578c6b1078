package announcer.rtsp.session;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import io.netty.handler.codec.rtsp.RtspResponseStatuses;

import announcer.rtsp.protocol.RtspException;

/** The streams there are, by path, and the players that wait for one. Confined to one thread. */
public final class PathTable {
    /** A player that came before its publisher. */
    private record Waiter(String name, long untilNanos, Consumer<Optional<StreamPath>> whenKnown) {}

    private final Map<String, StreamPath> paths = new HashMap<>();
    private final List<Waiter> waiters = new ArrayList<>();

    /** A path that has a publisher, or players that wait for it to come back. */
    Optional<StreamPath> find(String name) {
        return Optional.ofNullable(paths.get(name));
    }

    /** A path that is published now. */
    Optional<StreamPath> live(String name) {
        return find(name).filter(StreamPath::live);
    }

    /** The path for a publisher, made when it is not there. */
    StreamPath open(String name, int max) throws RtspException {
        StreamPath path = paths.get(name);
        if (path == null) {
            if (paths.size() >= max) {
                throw new RtspException(RtspResponseStatuses.SERVICE_UNAVAILABLE,
                        "There are " + max + " streams already, the most that are allowed (maxStreams).");
            }
            path = new StreamPath(name, this);
            paths.put(name, path);
        }
        return path;
    }

    void remove(StreamPath path) {
        paths.remove(path.name(), path);
    }

    /**
     * Calls once: when the path is published, or with nothing when the time is up.
     *
     * @return to be run when the player has gone
     */
    Runnable await(String name, long untilNanos, Consumer<Optional<StreamPath>> whenKnown) {
        Waiter waiter = new Waiter(name, untilNanos, whenKnown);
        waiters.add(waiter);
        return () -> waiters.remove(waiter);
    }

    void published(StreamPath path) {
        for (Waiter waiter : List.copyOf(waiters)) {
            if (waiter.name.equals(path.name()) && waiters.remove(waiter)) {
                waiter.whenKnown.accept(Optional.of(path));
            }
        }
    }

    /** To be called a few times a second. */
    public void check(long nowNanos) {
        for (Waiter waiter : List.copyOf(waiters)) {
            if (nowNanos - waiter.untilNanos >= 0 && waiters.remove(waiter)) {
                waiter.whenKnown.accept(Optional.empty());
            }
        }
    }
}
