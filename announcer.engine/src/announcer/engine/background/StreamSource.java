package announcer.engine.background;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

import org.osgi.framework.ServiceReference;

import announcer.api.stream.PlayedStream;
import announcer.api.stream.StreamPlayer;
import announcer.engine.util.RankedServices;
import announcer.lib.time.Deadline;
import announcer.lib.time.MonotonicClock;

/** A stream, as a player decodes it. It goes on whether it is heard or not. */
final class StreamSource implements SoundSource {
    /** A stream without sound for so long is opened anew; its first sound has as long. */
    static final Duration STALLED = Duration.ofSeconds(15);
    /** What a player has decoded lies in its output, 64 KiB of it: at 48 kHz and two channels a third of a second. */
    private static final long LOOK_NANOS = 50_000_000;
    private static final int BUFFER = 1 << 14;

    private final String url;
    private final RankedServices<StreamPlayer> players;
    private final MonotonicClock clock;

    StreamSource(String url, RankedServices<StreamPlayer> players, MonotonicClock clock) {
        this.url = url;
        this.players = players;
        this.clock = clock;
    }

    @Override
    public void play(FrameFeed feed) throws IOException {
        for (ServiceReference<StreamPlayer> ref : players.refs()) {
            var lease = players.lease(ref);
            if (lease.isPresent()) {
                try (RankedServices.Lease<StreamPlayer> player = lease.get();
                        PlayedStream stream = player.service().play(url, feed.format())) {
                    play(stream, feed);
                }
                return;
            }
        }
        throw new IOException("nothing here plays streams now; see that the bundle announcer.ffmpeg is started");
    }

    private void play(PlayedStream stream, FrameFeed feed) throws IOException {
        feed.begin();
        byte[] buffer = new byte[BUFFER];
        Deadline stalled = Deadline.after(clock.nanoTime(), STALLED);
        while (!feed.isClosed()) {
            int read = stream.read(buffer);
            if (read > 0) {
                feed.bringLive(buffer, read);
                stalled = Deadline.after(clock.nanoTime(), STALLED);
            } else if (read < 0) {
                throw new IOException("the stream has ended" + last(stream.output()));
            } else if (stalled.hasPassed(clock.nanoTime())) {
                throw new IOException("no sound of the stream has come for " + STALLED.toSeconds() + " s" + last(stream.output()));
            } else {
                LockSupport.parkNanos(LOOK_NANOS);
            }
        }
    }

    private static String last(List<String> output) {
        return output.isEmpty() ? "" : ": " + output.get(output.size() - 1);
    }
}
