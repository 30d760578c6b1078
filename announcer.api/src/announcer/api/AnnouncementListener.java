package announcer.api;

import org.osgi.annotation.versioning.ConsumerType;

/** Register one as a service to hear of every change of every announcement. */
@ConsumerType
public interface AnnouncementListener {
    /**
     * An announcement has changed its state. Called on the {@code announcer-events} thread, in order for each announcement; what is
     * thrown is logged. A listener that blocks delays other listeners, never the sound; when it falls more than the engine's event bound
     * behind, events are dropped and counted.
     */
    void changed(AnnouncementStatus status);
}
