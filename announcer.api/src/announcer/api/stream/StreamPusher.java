package announcer.api.stream;

import java.util.function.Consumer;

import org.osgi.annotation.versioning.ConsumerType;

/** Publishes pipes. Register one as a service, with {@link #TYPE}. */
@ConsumerType
public interface StreamPusher {
    /** Service property: the pusher's name, {@code ffmpeg} (a String, required). */
    String TYPE = "announcer.pusher";

    /**
     * Begins to publish, and keeps publishing until the push is closed: whatever ends is started again.
     *
     * @param onChange told of every change of state and every advance of media time (about ten a second), on a thread of the pusher's; it
     *            must return soon
     */
    Push push(PushRequest request, Consumer<PushStatus> onChange);

    /**
     * The same with a destination of its own for each run, asked for before the run begins. A pusher that does not know it publishes all runs
     * to the request's destination.
     *
     * @param destination where each run publishes
     */
    default Push push(PushRequest request, RunDestination destination, Consumer<PushStatus> onChange) {
        return push(request, onChange);
    }
}
