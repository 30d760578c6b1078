package announcer.api.stream;

import java.io.IOException;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * An operating-system mechanism that carries media to a pusher. Register one as a service, with {@link #TYPE}. Has no threads of its own.
 * When it is deactivated it waits for the calls of {@link #open} that are going on, refuses later ones, and closes what is left open.
 */
@ConsumerType
public interface MediaTransport {
    /** Service property: the mechanism's name, {@code unix}, {@code winpipe}, ... (a String, required). */
    String TYPE = "announcer.transport";
    /** Service property: whether only channels that name this transport use it, however well it is ranked (a Boolean; absent: no). */
    String EXPLICIT = "announcer.transport.explicit";

    /**
     * Opens a pipe and listens on it. May take locks and touch the file system: never called on the pacer's thread.
     *
     * @throws IOException when it cannot be opened; the message says why and what to do (a live owner, a path too long, ...)
     */
    MediaPipe open(PipeRequest request) throws IOException;
}
