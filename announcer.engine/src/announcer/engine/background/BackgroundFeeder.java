package announcer.engine.background;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.engine.playout.BackgroundTrack;
import announcer.lib.log.LogThrottle;
import announcer.lib.retry.ExponentialBackoff;

/** Plays a source into a track, over and over. One that fails is silence, said once, and is tried again. A thread of its own. */
final class BackgroundFeeder extends Thread {
    private static final Logger LOG = LoggerFactory.getLogger("announcer.engine");
    /** A source that sounded for so many frames before it failed is tried again soon. */
    private static final long HEALTHY_FRAMES = 500;

    /**
     * What the source gives.
     *
     * @param since when it began to sound, or fell silent
     * @param silence why it is silent; empty: it sounds
     */
    record State(Instant since, Optional<String> silence) {}

    private final String channel;
    private final SoundSource source;
    private final FrameFeed feed;
    private final InstantSource wall;
    private final LogThrottle throttle;
    private final ExponentialBackoff backoff;
    private final Runnable onEnd;
    private volatile State state;
    /** Whether it is logged when it sounds: at first, and after a silence that was. */
    private boolean toTell = true;

    /** @param onEnd called when it has ended */
    BackgroundFeeder(String channel, SoundSource source, BackgroundTrack track, Backgrounds.Surroundings around, Runnable onEnd) {
        super("announcer-background-" + channel);
        setDaemon(true);
        this.channel = channel;
        this.source = source;
        this.feed = new FrameFeed(track, this::sounds);
        this.wall = around.wall();
        this.throttle = new LogThrottle(around.clock()::nanoTime);
        this.backoff = around.backoff();
        this.onEnd = onEnd;
        this.state = new State(wall.instant(), Optional.of("it is being opened"));
    }

    State present() {
        return state;
    }

    /** Has it end, soon; does not wait. Any thread. */
    void close() {
        feed.close();
        LockSupport.unpark(this);
    }

    @Override
    public void run() {
        try {
            int failures = 0;
            while (!feed.isClosed()) {
                long before = feed.frames();
                try {
                    source.play(feed);
                    failures = 0;
                } catch (IOException e) {
                    failures = failed(failures, before, e.getMessage() == null ? e.toString() : e.getMessage());
                } catch (RuntimeException | Error e) {
                    // A player is another bundle's code; and a moment without memory or threads must not end the sound for good.
                    failures = failed(failures, before, "it failed: " + e);
                }
            }
        } finally {
            onEnd.run();
        }
    }

    private int failed(int failures, long framesBefore, String why) {
        if (feed.isClosed()) {
            return failures;
        }
        boolean wasSilent = state.silence().isPresent();
        if (!wasSilent || failures == 0) {
            OptionalLong missed = throttle.pass(channel);
            toTell = missed.isPresent();
            missed.ifPresent(
                    n -> LOG.warn("channel {} has no background sound: {}; it is tried again{}", channel, why, LogThrottle.more(n)));
        }
        state = new State(wasSilent ? state.since() : wall.instant(), Optional.of(why));
        int more = feed.frames() - framesBefore >= HEALTHY_FRAMES ? 1 : failures + 1;
        Duration delay = backoff.delay(more, Math.random());
        LockSupport.parkNanos(delay.toNanos());
        return more;
    }

    private void sounds() {
        if (state.silence().isPresent()) {
            state = new State(wall.instant(), Optional.empty());
            if (toTell) {
                toTell = false;
                LOG.info("channel {} has background sound", channel);
            }
        }
    }
}
