package announcer.rtsp;

import java.util.function.LongSupplier;
import java.util.function.Supplier;

import io.netty.channel.EventLoop;

/**
 * What the connections of one server share.
 *
 * @param settings those in force now
 * @param publish what publishers must know
 * @param paths what is published; for the loop's thread only
 * @param nanoTime the clock, as {@code System::nanoTime}
 * @param loop the one thread that does everything
 */
record ServerContext(Supplier<Settings> settings, Credentials publish, PathTable paths, LongSupplier nanoTime, EventLoop loop) {
    long now() {
        return nanoTime.getAsLong();
    }
}
