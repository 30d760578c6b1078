package announcer.monitor;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalDouble;
import java.util.OptionalLong;

import announcer.api.AnnouncementState;
import announcer.api.AnnouncementStatus;
import announcer.api.CacheStatus;
import announcer.api.ChannelStatus;
import announcer.api.EngineStatus;
import announcer.api.PacingStatus;
import announcer.api.Request;
import announcer.api.VoiceFigures;
import announcer.api.audio.PcmFormat;
import announcer.api.speech.Voice;
import announcer.api.stream.PushState;
import announcer.api.stream.PushStatus;
import announcer.api.stream.PushSupervision;
import announcer.monitor.sample.HealthLimits;
import announcer.monitor.sample.Snapshot;
import announcer.monitor.sample.Snapshot.History;

/** Things to look at. */
public final class Samples {
    public static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    public static final HealthLimits LIMITS = new HealthLimits(Duration.ofSeconds(10), Duration.ofSeconds(60), 200, 50, 500_000_000, 90);

    private Samples() {
    }

    public static PushStatus push(PushState state, int restarts) {
        return new PushStatus(state, NOON, state == PushState.PUSHING ? Optional.empty() : Optional.of("rtsp://user:pass@far/main refused"),
                restarts + 1, restarts, Duration.ZERO, Optional.empty(), OptionalLong.empty(), "rtsp://user:pass@far/main",
                Optional.of(new PushSupervision(3, 0, Optional.of("rtsp://user:pass@far/main refused"), Optional.of(NOON),
                        state == PushState.PUSHING ? OptionalLong.of(40_000_000) : OptionalLong.empty(), OptionalDouble.empty())));
    }

    public static ChannelStatus channel(String id, boolean onAir, Optional<PushStatus> push) {
        return channel(id, onAir, false, push, List.of(), new PacingStatus(500, 0.4, 200, 400, 4_000, 1, 0));
    }

    public static ChannelStatus channel(String id, boolean onAir, boolean paused, Optional<PushStatus> push,
            List<AnnouncementStatus> queued,
            PacingStatus pacing) {
        return new ChannelStatus(id, new PcmFormat(24_000, 1), onAir, onAir ? Optional.of(NOON) : Optional.empty(), paused,
                Double.NEGATIVE_INFINITY, Optional.empty(), queued, 100, "", pacing, Optional.of("unix"), Optional.empty(),
                Optional.of("rtsp://127.0.0.1:8554/" + id), push, Optional.empty());
    }

    public static AnnouncementStatus announcement(String id, String text, AnnouncementState state, Optional<String> cause,
            double startedAfter,
            int sendings) {
        Optional<Instant> started = startedAfter < 0 ? Optional.empty() : Optional.of(NOON.plusMillis(Math.round(startedAfter * 1e3)));
        return new AnnouncementStatus(id, Request.of(text), state, cause, Optional.empty(), NOON, started,
                state.isFinal() ? Optional.of(NOON.plusSeconds(9)) : Optional.empty(), sendings);
    }

    public static EngineStatus engine(String name, int failures, Optional<String> problem) {
        Voice voice = new Voice(name, "one", Locale.US, new PcmFormat(16_000, 1));
        return new EngineStatus(name, "announcer.tts." + name + " 0.9.0", problem.isPresent() ? List.of() : List.of(voice), problem,
                failures, failures > 2 ? Optional.of(NOON.plusSeconds(60)) : Optional.empty(),
                Map.of(voice.id(), new VoiceFigures(OptionalDouble.of(-20.5), 7, 3)));
    }

    /** A snapshot of these channels, all off-air ones off the air for so long. */
    public static Snapshot snapshot(long offAirSeconds, ChannelStatus... channels) {
        Map<String, History> histories = new java.util.HashMap<>();
        for (ChannelStatus c : channels) {
            histories.put(c.id(),
                    new History(c.onAir() ? Optional.empty() : Optional.of(NOON.minusSeconds(offAirSeconds)), 500, 2, 1));
        }
        return new Snapshot(NOON, true, List.of(channels), histories, Optional.empty(),
                Optional.of(new CacheStatus(3, 1, 2, 9_600, 1_000_000, 5, 48_000, 2_000_000)));
    }

    public static Snapshot snapshot(List<EngineStatus> engines) {
        return new Snapshot(NOON, true, List.of(), Map.of(), Optional.of(engines), Optional.empty());
    }
}
