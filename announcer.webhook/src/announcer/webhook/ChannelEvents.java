package announcer.webhook;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import announcer.api.ChannelStatus;
import announcer.api.stream.PushState;
import announcer.api.stream.PushStatus;

/** Names the events of channels: one for each thing that has changed. For one thread. */
final class ChannelEvents {
    private record Known(boolean onAir, boolean paused, Optional<PushState> push, Optional<String> problem) {
        static Known of(ChannelStatus c) {
            return new Known(c.onAir(), c.paused(), c.push().map(PushStatus::state), c.problem());
        }
    }

    private final Instant since;
    private final Map<String, Known> channels = new HashMap<>();

    /** @param since a channel that was on the air before then makes no event */
    ChannelEvents(Instant since) {
        this.since = since;
    }

    List<String> changed(ChannelStatus c) {
        Known now = Known.of(c);
        Known before = channels.put(c.id(), now);
        List<String> events = new ArrayList<>();
        if (before == null) {
            // It may have been there long before this webhook.
            if (c.onAirSince().filter(t -> !t.isBefore(since)).isPresent()) {
                events.add("channel.on-air");
            }
            return events;
        }
        if (before.onAir != now.onAir) {
            events.add(now.onAir ? "channel.on-air" : "channel.off-air");
        }
        if (before.paused != now.paused) {
            events.add(now.paused ? "channel.paused" : "channel.resumed");
        }
        if (!Objects.equals(before.push, now.push)) {
            events.add("channel.push");
        }
        if (!Objects.equals(before.problem, now.problem)) {
            events.add("channel.problem");
        }
        return events;
    }

    /** Returns the events of a channel that was removed. */
    List<String> gone(String channel) {
        channels.remove(channel);
        return List.of("channel.gone");
    }
}
