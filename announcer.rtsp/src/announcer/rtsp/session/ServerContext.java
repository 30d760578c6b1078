package announcer.rtsp.session;

import java.util.function.Supplier;

import io.netty.channel.EventLoop;

import announcer.lib.log.LogThrottle;
import announcer.lib.time.MonotonicClock;
import announcer.rtsp.protocol.RtspSettings;

/**
 * The state that the connections of one server share.
 *
 * @param settings those in force now
 * @param publish who may publish
 * @param paths what is published; for the loop's thread only
 * @param receptions what players received
 * @param probes who of our own may hear a path
 * @param places those of the players; for the loop's thread only
 * @param guesses wrong passwords; for the loop's thread only
 * @param throttle of log lines that strangers can cause
 * @param clock the monotonic clock
 * @param loop the one thread that does everything
 */
public record ServerContext(Supplier<RtspSettings> settings, PublishRights publish, PathTable paths, Receptions receptions,
        ProbeRights probes, PlayerPlaces places,
        PasswordGuesses guesses,
        LogThrottle throttle, MonotonicClock clock, EventLoop loop) {
    public ServerContext(Supplier<RtspSettings> settings, PublishRights publish, MonotonicClock clock, EventLoop loop) {
        this(settings, publish, new PathTable(), new Receptions(), new ProbeRights(clock), new PlayerPlaces(), new PasswordGuesses(),
                new LogThrottle(clock::nanoTime), clock, loop);
    }

    /** How many connections are those of the product's own probes, which take nobody's place. The loop's thread only. */
    public int probing() {
        return places.probes();
    }

    public long now() {
        return clock.nanoTime();
    }
}
