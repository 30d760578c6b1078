package announcer.rtsp.session;

import java.util.function.Supplier;

import io.netty.channel.EventLoop;

import announcer.lib.log.LogThrottle;
import announcer.lib.time.MonotonicClock;
import announcer.rtsp.protocol.Credentials;
import announcer.rtsp.protocol.RtspSettings;

/**
 * The state that the connections of one server share.
 *
 * @param settings those in force now
 * @param publish what publishers must know
 * @param paths what is published; for the loop's thread only
 * @param places those of the players; for the loop's thread only
 * @param guesses wrong passwords; for the loop's thread only
 * @param throttle of log lines that strangers can cause
 * @param clock the monotonic clock
 * @param loop the one thread that does everything
 */
public record ServerContext(Supplier<RtspSettings> settings, Credentials publish, PathTable paths, PlayerPlaces places,
        PasswordGuesses guesses,
        LogThrottle throttle, MonotonicClock clock, EventLoop loop) {
    public ServerContext(Supplier<RtspSettings> settings, Credentials publish, MonotonicClock clock, EventLoop loop) {
        this(settings, publish, new PathTable(), new PlayerPlaces(), new PasswordGuesses(), new LogThrottle(clock::nanoTime), clock, loop);
    }

    public long now() {
        return clock.nanoTime();
    }
}
