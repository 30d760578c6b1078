package announcer.api.stream;

import java.io.IOException;

import org.osgi.annotation.versioning.ProviderType;

/** Gives each run of a push its destination, where the credentials of a run are void for the next one. Safe for use by any thread. */
@ProviderType
@FunctionalInterface
public interface RunDestination {
    /**
     * The destination of a run that is about to begin: {@link PushRequest#destination()} with credentials of its own, which no log, page or
     * message may show. May wait for the server, a few seconds at most: to be called on a thread of the pusher's.
     *
     * @throws IOException when there is none now; the message says why
     */
    String next() throws IOException;
}
