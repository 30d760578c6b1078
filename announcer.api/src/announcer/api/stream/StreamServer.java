package announcer.api.stream;

import java.util.Optional;

import org.osgi.annotation.versioning.ConsumerType;

/** A server that channels are published to when they name no other. Registered as a service only while it listens. */
@ConsumerType
public interface StreamServer {
    /** Service property: the port it listens on, the actual one when any was asked for (an Integer, required). */
    String PORT = "announcer.server.port";

    /**
     * Where a pusher publishes a path, with the credentials it needs: not to be shown to anybody.
     *
     * @param path {@code main}, without a leading slash
     */
    String publishUrl(String path);

    /**
     * Where one run of a pusher publishes a path: as {@link #publishUrl}, but with credentials that are new at each call, so that whoever
     * reads them on the run's command line has nothing. They hold for one ANNOUNCE of this path, which may take the path over from an
     * earlier run, and are void after it, after the next call for this path, and after a time that is long for a start. Returns soon.
     *
     * <p>
     * A server that does not know such credentials gives those of {@link #publishUrl}.
     *
     * @param path as there
     */
    default String publishUrlOfRun(String path) {
        return publishUrl(path);
    }

    /** Where players hear a path, without credentials. */
    String playUrl(String path);

    /**
     * Where a probe of the product's own hears a path. As {@link #playUrl}, but with a right of its own that is new at each call, so that whoever
     * reads it on a command line has nothing: it holds for one connection, and is void once used, after the next call for this path, and after a
     * time that is long for a start. Not to be shown to anybody. The probe is not one of the {@link #audience}. Returns soon.
     *
     * <p>
     * A server that does not know such rights gives the URL of {@link #playUrl}.
     */
    default String probeUrl(String path) {
        return playUrl(path);
    }

    /**
     * The players of a path over some time that ended a moment ago: seconds, not minutes. Returns at once, and never calls anybody.
     *
     * @param fromNanos when it began, as {@link System#nanoTime} tells time
     * @param toNanos when it ended
     * @return empty when the server does not know
     */
    default Optional<Audience> audience(String path, long fromNanos, long toNanos) {
        return Optional.empty();
    }
}
