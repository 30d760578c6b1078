package announcer.api;

import org.osgi.annotation.versioning.ConsumerType;

/** Register one as a service to hear of every change of every announcement. */
@ConsumerType
public interface AnnouncementListener {
    /**
     * An announcement has changed its state. One for more than one channel is told of as one, under its own id, whenever a part of it changes, and
     * with one outcome; its parts are not told of by themselves. Called on the {@code announcer-events} thread, in order for each announcement; what is
     * thrown is logged. A listener that blocks delays other listeners, never the sound; when it falls more than the engine's event bound
     * behind, events are dropped and counted.
     */
    void changed(AnnouncementStatus status);
}
