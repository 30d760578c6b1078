package announcer.api.calling;

import org.osgi.annotation.versioning.ConsumerType;

/** Register one as a service to hear of changes of {@link Calling}. */
@ConsumerType
public interface CallingListener {
    /**
     * Something has changed: ask for what is to be shown. Called on the thread that changed it, the engine's events thread among them, in no order:
     * return at once.
     */
    void changed();
}
