package announcer.engine.synthesis;

import announcer.lib.time.MonotonicClock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.api.AnnouncementState;
import announcer.api.AnnouncementStatus;
import announcer.api.ChannelListener;
import announcer.api.audio.PcmFormat;
import announcer.engine.config.EngineLimits;

/**
 * What all channels share: clocks, limits, the synthesis threads and services, whom to wake and whom to tell of channels. Passed, not
 * looked up.
 */
public record SynthesisContext(MonotonicClock clock, InstantSource wall, Supplier<EngineLimits> limits, SynthesisExecutor pool,
        SynthesisServices services,
        Runnable wake, ChannelListener listeners) {
    private static final Logger LOG = LoggerFactory.getLogger("announcer.engine");

    /** The same, with other threads to make sound. */
    public SynthesisContext withPool(SynthesisExecutor other) {
        return new SynthesisContext(clock, wall, limits, other, services, wake, listeners);
    }

    /** The same, with somebody else to wake. */
    public SynthesisContext withWake(Runnable other) {
        return new SynthesisContext(clock, wall, limits, pool, services, other, listeners);
    }

    public Instant instant() {
        return wall.instant();
    }

    /** How long an engine may take for a text: it grows with the text. */
    Duration deadline(String text) {
        EngineLimits l = limits.get();
        return l.deadlineBase().plus(l.deadlinePerCharacter().multipliedBy(text.length()));
    }

    SegmentTask synthesis(SegmentTask.Task task) {
        return new SegmentTask(services, task, this::deadline, clock, wake);
    }

    ChimeTask chimes(ChimeTask.Wanted wanted) {
        return new ChimeTask(services.chimes(), wanted, limits.get().deadlineBase(), clock, wake);
    }

    Duration voiceWait() {
        return limits.get().voiceWait();
    }

    int keptFrames() {
        return (int) (limits.get().keptSound().toNanos() / PcmFormat.FRAME_NANOS);
    }

    /** One line for each announcement that did not reach its listeners. */
    public void ended(AnnouncementStatus s) {
        if (s.state() == AnnouncementState.FAILED || s.state() == AnnouncementState.EXPIRED) {
            LOG.warn("announcement {} on {} {}: {}", s.id(), s.request().channel(), s.state(), s.cause().orElse(""));
        }
    }
}
