package announcer.monitor.sample;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import announcer.api.ChannelStatus;
import announcer.api.stream.PushStatus;
import announcer.monitor.sample.Snapshot.History;

/** The past of each channel: since when it is off the air, and sums over reader sessions and pushes. Not thread-safe. */
final class ChannelHistory {
    private static final class Entry {
        Instant offAirSince;
        final MonotonicCounter frames = new MonotonicCounter();
        final MonotonicCounter pushRestarts = new MonotonicCounter();
        final MonotonicCounter debtRestarts = new MonotonicCounter();
    }

    private final Map<String, Entry> entries = new HashMap<>();

    /** Records the state of all channels, and forgets those that are not among them. */
    Map<String, History> record(List<ChannelStatus> channels, Instant now) {
        Map<String, History> histories = new HashMap<>();
        channels.forEach(c -> histories.put(c.id(), record(c, now)));
        entries.keySet().retainAll(histories.keySet());
        return histories;
    }

    /** Records the state of one channel. */
    History record(ChannelStatus c, Instant now) {
        Entry entry = entries.computeIfAbsent(c.id(), id -> new Entry());
        if (c.onAir()) {
            entry.offAirSince = null;
        } else if (entry.offAirSince == null) {
            entry.offAirSince = now;
        }
        return new History(Optional.ofNullable(entry.offAirSince), entry.frames.see(c.pacing().framesWritten()),
                entry.pushRestarts.see(c.push().map(PushStatus::restarts).orElse(0)),
                entry.debtRestarts.see(c.pacing().restartsForDebt()));
    }

    /** Forgets a channel. */
    void forget(String id) {
        entries.remove(id);
    }
}
