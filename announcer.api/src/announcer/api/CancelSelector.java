package announcer.api;

import java.util.Objects;
import java.util.Optional;

/**
 * Selects announcements to be withdrawn: those without an outcome that match all that is given. Immutable.
 *
 * @param channel id of the channel; empty: on all. Of one for more channels only the part on this one is withdrawn
 * @param supersede key of what is called, see {@link Keys#supersede}; empty: any, and none
 * @param group key of the group, see {@link Keys#group}; empty: any, and none
 */
public record CancelSelector(Optional<String> channel, Optional<String> supersede, Optional<String> group) {
    public CancelSelector {
        Objects.requireNonNull(channel, "channel");
        Objects.requireNonNull(supersede, "supersede");
        Objects.requireNonNull(group, "group");
    }

    /** Whether a request for one channel matches all that is given. */
    public boolean matches(Request r) {
        return channel.map(c -> c.equals(r.channel())).orElse(true)
                && supersede.map(k -> r.keys().supersede().filter(k::equals).isPresent()).orElse(true)
                && group.map(k -> r.keys().group().filter(k::equals).isPresent()).orElse(true);
    }
}
