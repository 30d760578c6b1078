package announcer.monitor.sample;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import announcer.api.CacheStatus;
import announcer.api.ChannelStatus;
import announcer.api.EngineStatus;

/**
 * The state of the product at one moment. Immutable.
 *
 * @param at the moment
 * @param running whether Announcer's engine is there
 * @param channels all channels now
 * @param histories the past of each of them, by id
 * @param engines the speech engines as they were some seconds ago; empty when they were not asked yet
 * @param cache the phrase cache now
 */
public record Snapshot(Instant at, boolean running, List<ChannelStatus> channels, Map<String, History> histories,
        Optional<List<EngineStatus>> engines, Optional<CacheStatus> cache) {
    /**
     * The past of a channel since it came.
     *
     * @param offAirSince since when it has been off the air; empty when it is on
     * @param framesWritten frames written on all generations
     * @param pushRestarts restarts of all its pushes
     * @param debtRestarts restarts for more owed than the maximum
     */
    public record History(Optional<Instant> offAirSince, long framesWritten, long pushRestarts, long debtRestarts) {}

    /** Returns the snapshot of a product without an engine. */
    public static Snapshot empty(Instant at) {
        return new Snapshot(at, false, List.of(), Map.of(), Optional.empty(), Optional.empty());
    }

    /** Returns the time that a channel has been off the air; empty when it is on. */
    public Optional<Duration> offAir(ChannelStatus channel) {
        return Optional.ofNullable(histories.get(channel.id())).flatMap(History::offAirSince).map(since -> Duration.between(since, at));
    }

    /** Returns the time that the oldest queued announcement of a channel has been waiting; zero when none waits. */
    public Duration oldestWait(ChannelStatus channel) {
        return channel.queued().stream().map(a -> Duration.between(a.submitted(), at)).reduce(Duration.ZERO,
                (a, b) -> a.compareTo(b) > 0 ? a : b);
    }
}
