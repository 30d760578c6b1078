package announcer.rtsp.session;

import java.util.function.Supplier;

import io.netty.channel.EventLoop;

import announcer.lib.time.MonotonicClock;
import announcer.rtsp.protocol.Credentials;
import announcer.rtsp.protocol.RtspSettings;

/**
 * The state that the connections of one server share.
 *
 * @param settings those in force now
 * @param publish what publishers must know
 * @param paths what is published; for the loop's thread only
 * @param clock the monotonic clock
 * @param loop the one thread that does everything
 */
public record ServerContext(Supplier<RtspSettings> settings, Credentials publish, PathTable paths, MonotonicClock clock, EventLoop loop) {
    public long now() {
        return clock.nanoTime();
    }
}
