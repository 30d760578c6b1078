package announcer.ear;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.api.Announcer;
import announcer.api.ChannelStatus;
import announcer.api.Listening;
import announcer.api.SentFrame;
import announcer.api.audio.PcmFormat;
import announcer.api.stream.Hearing;
import announcer.api.stream.PlayedStream;
import announcer.api.stream.StreamPlayer;
import announcer.api.stream.StreamServer;
import announcer.ear.sound.Comparison;
import announcer.ear.sound.Levels;
import announcer.lib.retry.ExponentialBackoff;
import announcer.lib.time.Deadline;
import announcer.lib.time.MonotonicClock;

/**
 * The ear at one channel: hears what the channel sends and what a player gets of it, and compares the two. Its thread calls {@link #look} ten
 * times a second and {@link #close} at the end; what it found out is read by any thread.
 */
final class ChannelEar {
    /** What it needs of others, all of which may be gone: asked for at each use. */
    interface Services {
        Optional<Announcer> announcer();

        Optional<StreamPlayer> player();

        Optional<StreamServer> server();
    }

    private static final Logger LOG = LoggerFactory.getLogger(ChannelEar.class);
    /** Enough for levels, and the least that there is. */
    private static final PcmFormat HEARD = new PcmFormat(8_000, 1);
    private static final Duration COMPARE_EVERY = Duration.ofSeconds(1);
    /** A stream of silence sends as many packets as one of speech. */
    private static final Duration STALLED = Duration.ofSeconds(5);
    private static final ExponentialBackoff BACKOFF = new ExponentialBackoff(Duration.ofSeconds(1), Duration.ofMinutes(1));
    /** The first may come of the moment in which a run of the pusher is followed by the next. */
    private static final int FAILURES_TO_TELL = 2;
    private static final int FRAME_MILLIS = (int) PcmFormat.FRAME.toMillis();
    /** The pacer's jitter, and what the wall clock is corrected by. */
    private static final int SENT_TOLERANCE = 5;
    /** Half a second: packets that were held up come in a burst, and nothing of them is missing. */
    private static final int HEARD_TOLERANCE = 25;

    private final String channel;
    private final Services services;
    private final IntSupplier delayMillis;
    private final MonotonicClock clock;
    private final InstantSource wall;
    private final Levels sent = new Levels(SENT_TOLERANCE);
    private final Levels heard = new Levels(HEARD_TOLERANCE);
    private final Comparison comparison = new Comparison(sent, heard);
    private final byte[] buffer = new byte[16 * HEARD.bytesPerFrame()];
    private final byte[] frame = new byte[HEARD.bytesPerFrame()];
    private volatile Hearing hearing;
    private Optional<Listening> listening = Optional.empty();
    private Optional<PlayedStream> playing = Optional.empty();
    private boolean onAir;
    private int inFrame;
    private int failures;
    private int failedLooks;
    private Deadline retry = Deadline.PASSED;
    private Deadline compare = Deadline.PASSED;
    private long lastSoundNanos;
    /** The least time, in steps, by which sound arrived later than its place in {@link #heard} says, since the last comparison. */
    private long late = Long.MAX_VALUE;

    /** @param delayMillis later sound is a warning */
    ChannelEar(String channel, Services services, IntSupplier delayMillis, MonotonicClock clock, InstantSource wall) {
        this.channel = channel;
        this.services = services;
        this.delayMillis = delayMillis;
        this.clock = clock;
        this.wall = wall;
        hearing = new Hearing(Hearing.State.WAITING, wall.instant(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** What it found out last. Any thread. */
    Hearing hearing() {
        return hearing;
    }

    /** Does what is to be done now. */
    void look() {
        long now = clock.nanoTime();
        boolean toCompare = compare.hasPassed(now);
        if (toCompare) {
            compare = Deadline.after(now, COMPARE_EVERY);
            lookAtChannel(now);
        }
        if (onAir) {
            readSent();
            readHeard(now);
            if (toCompare) {
                comparison.at(step(wall.instant())).ifPresent(this::found);
                late = Long.MAX_VALUE;
            }
        }
        if (toCompare) {
            failedLooks = 0;
        }
    }

    /** A look threw this: the first may come of a service that has just gone. */
    void failedLook(Throwable e) {
        failedLooks++;
        if (failedLooks >= FAILURES_TO_TELL) {
            tell(Hearing.State.UNPLAYABLE, Optional.of("the ear has a fault: " + e));
        }
    }

    private void lookAtChannel(long now) {
        Optional<ChannelStatus> status = services.announcer().flatMap(a -> a.channel(channel));
        boolean before = onAir;
        onAir = status.filter(ChannelStatus::onAir).isPresent();
        if (!onAir) {
            if (before) {
                close();
                tell(Hearing.State.WAITING, Optional.empty());
            }
            return;
        }
        if (listening.isEmpty() || listening.get().ended()) {
            listen();
        }
        if (playing.isEmpty() && retry.hasPassed(now)) {
            play(status.get());
        }
    }

    private void listen() {
        listening.ifPresent(Listening::close);
        sent.clear();
        try {
            listening = services.announcer().flatMap(a -> a.listen(channel));
            if (listening.isPresent() && hearing.state() == Hearing.State.WAITING) {
                // Had it a problem, that was this.
                tell(Hearing.State.WAITING, Optional.empty());
            }
        } catch (IllegalStateException e) {
            // As many listen as may: it says so, and is looked at again a second later.
            listening = Optional.empty();
            tell(Hearing.State.WAITING, Optional.of(e.getMessage()));
        }
    }

    private void play(ChannelStatus status) {
        Optional<StreamPlayer> player = services.player();
        if (player.isEmpty()) {
            failed("nothing plays streams here: start the bundle announcer.ffmpeg");
            return;
        }
        Optional<String> url = url(status);
        if (url.isEmpty()) {
            failed("it is not known where players hear the channel");
            return;
        }
        heard.clear();
        comparison.begin();
        inFrame = 0;
        try {
            playing = Optional.of(player.get().play(url.get(), HEARD));
            lastSoundNanos = clock.nanoTime();
        } catch (IOException e) {
            failed(e.getMessage());
        }
    }

    /** Of the embedded server a URL with a right of our own; of another server the one for players. */
    private Optional<String> url(ChannelStatus status) {
        Optional<StreamServer> embedded = services.server().filter(s -> status.playUrl().filter(s.playUrl(channel)::equals).isPresent());
        return embedded.map(s -> s.probeUrl(channel)).or(status::playUrl);
    }

    private void readSent() {
        if (listening.isEmpty()) {
            return;
        }
        try {
            for (Optional<SentFrame> f = next(); f.isPresent(); f = next()) {
                byte[] pcm = f.get().pcm();
                sent.add(step(f.get().written()), Levels.of(pcm, 0, pcm.length));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Optional<SentFrame> next() throws InterruptedException {
        return listening.get().next(Duration.ZERO);
    }

    private void readHeard(long now) {
        if (playing.isEmpty()) {
            return;
        }
        try {
            int read = 0;
            int all = 0;
            int frames = 0;
            // What was held up comes at once; the rest waits for the next look.
            float[] levels = new float[256];
            while (frames + 16 < levels.length && (read = playing.get().read(buffer)) > 0) {
                all += read;
                frames = cut(read, levels, frames);
            }
            place(levels, frames);
            if (all > 0) {
                lastSoundNanos = now;
            } else if (read < 0) {
                ended("its player has ended");
            } else if (now - lastSoundNanos > STALLED.toNanos()) {
                ended("no sound has come for " + STALLED.toSeconds() + " s");
            }
        } catch (IOException e) {
            ended(e.getMessage());
        }
    }

    /** Cuts what was read into frames; returns how many levels there are then. */
    private int cut(int read, float[] levels, int frames) {
        int count = frames;
        for (int at = 0; at < read;) {
            int part = Math.min(frame.length - inFrame, read - at);
            System.arraycopy(buffer, at, frame, inFrame, part);
            inFrame += part;
            at += part;
            if (inFrame == frame.length) {
                inFrame = 0;
                levels[count++] = Levels.of(frame, 0, frame.length);
            }
        }
        return count;
    }

    /** The newest has come just now. */
    private void place(float[] levels, int frames) {
        long present = step(wall.instant());
        for (int i = 0; i < frames; i++) {
            heard.add(present - frames + 1 + i, levels[i]);
        }
        if (frames > 0) {
            failures = 0;
            late = Math.min(late, present - heard.newest());
            if (hearing.state() == Hearing.State.UNPLAYABLE) {
                tell(Hearing.State.WAITING, Optional.empty());
            }
        }
    }

    private void ended(String why) {
        List<String> output = playing.get().output();
        stopPlaying();
        failed(why + (output.isEmpty() ? "" : ": " + output.get(output.size() - 1)));
    }

    private void failed(String why) {
        failures++;
        retry = Deadline.after(clock.nanoTime(), BACKOFF.delay(failures, Math.random()));
        if (failures >= FAILURES_TO_TELL) {
            tell(Hearing.State.UNPLAYABLE, Optional.of("the stream cannot be played: " + why));
        }
    }

    private void found(Comparison.Finding finding) {
        Optional<Duration> delay = finding.delaySteps() < 0
                ? Optional.empty()
                : Optional.of(Duration.ofMillis((finding.delaySteps() + (late == Long.MAX_VALUE ? 0 : Math.max(0, late))) * FRAME_MILLIS));
        int limit = delayMillis.getAsInt();
        boolean tooLate = delay.filter(d -> d.toMillis() > limit).isPresent();
        Hearing.State state = switch (finding.kind()) {
            case MUTE -> Hearing.State.MUTE;
            case OTHER, MISSING -> Hearing.State.PATCHY;
            case NOISE -> Hearing.State.NOISY;
            case SAME -> tooLate ? Hearing.State.LATE : Hearing.State.GOOD;
        };
        String problem = switch (finding.kind()) {
            case MUTE ->
                "speech was sent, and players hear silence, or hear it more than 3 s later: look at outputOptions and codec of announcer.ffmpeg, or "
                        + "restart the push";
            case OTHER ->
                "what players hear is not what was sent: does somebody else publish on the path, or is the stream torn to pieces?";
            case MISSING -> finding.percent() + " % of the speech does not reach players: restart the push, or look at the network";
            case NOISE -> "players hear sound where silence was sent: does another source publish on the path?";
            case SAME -> tooLate
                    ? "sound arrives " + delay.get().toMillis() + " ms after it was sent, and " + limit
                            + " are allowed (delayMillis of announcer.ear)"
                    : "";
        };
        Instant now = wall.instant();
        Hearing before = hearing;
        publish(new Hearing(state, before.state() == state ? before.since() : now, Optional.of(problem).filter(p -> !p.isEmpty()),
                state == Hearing.State.MUTE ? Optional.empty() : delay.or(before::delay), Optional.of(now)));
    }

    private void tell(Hearing.State state, Optional<String> problem) {
        Hearing before = hearing;
        publish(new Hearing(state, before.state() == state ? before.since() : wall.instant(), problem, Optional.empty(),
                before.compared()));
    }

    private void publish(Hearing next) {
        Hearing before = hearing;
        hearing = next;
        if (next.state() != before.state()) {
            if (next.problem().isPresent()) {
                LOG.warn("channel {}: {}", channel, next.problem().get());
            } else if (next.state() == Hearing.State.GOOD) {
                LOG.info("channel {}: players hear what is sent", channel);
            }
        }
    }

    /** Listens and plays no more. */
    void close() {
        onAir = false;
        listening.ifPresent(Listening::close);
        listening = Optional.empty();
        stopPlaying();
        failures = 0;
        retry = Deadline.PASSED;
        sent.clear();
        heard.clear();
    }

    private void stopPlaying() {
        playing.ifPresent(PlayedStream::close);
        playing = Optional.empty();
    }

    private static long step(Instant at) {
        return Levels.step(at.getEpochSecond() * 1_000_000_000L + at.getNano());
    }
}
