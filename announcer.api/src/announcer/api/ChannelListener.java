package announcer.api;

import org.osgi.annotation.versioning.ConsumerType;

/** Register one as a service to hear of what becomes of channels. */
@ConsumerType
public interface ChannelListener {
    /**
     * A channel has come, has come on the air or left it, was paused or resumed, its push has another state, or it has another problem.
     * Called on the {@code announcer-events} thread under the same terms as {@link AnnouncementListener#changed}.
     */
    void changed(ChannelStatus status);

    /** A channel's configuration was removed. */
    void gone(String channel);
}
