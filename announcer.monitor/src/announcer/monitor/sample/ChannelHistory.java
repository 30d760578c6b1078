package announcer.monitor.sample;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import announcer.api.ChannelStatus;
import announcer.api.stream.PushStatus;
import announcer.monitor.sample.Snapshot.History;

/** What a channel's status alone does not tell: since when it is off the air, and sums over generations and pushes. Not thread-safe. */
final class ChannelHistory {
    private static final class Page {
        Instant offAirSince;
        final MonotonicCounter frames = new MonotonicCounter();
        final MonotonicCounter pushRestarts = new MonotonicCounter();
        final MonotonicCounter debtRestarts = new MonotonicCounter();
    }

    private final Map<String, Page> pages = new HashMap<>();

    /** Notes how all channels are now; those that are not among them are forgotten. */
    Map<String, History> see(List<ChannelStatus> channels, Instant now) {
        Map<String, History> seen = new HashMap<>();
        for (ChannelStatus c : channels) {
            Page page = pages.computeIfAbsent(c.id(), id -> new Page());
            if (c.onAir()) {
                page.offAirSince = null;
            } else if (page.offAirSince == null) {
                page.offAirSince = now;
            }
            seen.put(c.id(), new History(Optional.ofNullable(page.offAirSince), page.frames.see(c.pacing().framesWritten()),
                    page.pushRestarts.see(c.push().map(PushStatus::restarts).orElse(0)),
                    page.debtRestarts.see(c.pacing().restartsForDebt())));
        }
        pages.keySet().retainAll(new HashSet<>(seen.keySet()));
        return seen;
    }
}
