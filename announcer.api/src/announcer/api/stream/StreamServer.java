package announcer.api.stream;

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

    /** Where players hear a path, without credentials. */
    String playUrl(String path);
}
