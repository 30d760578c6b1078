package announcer.lib.json;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

import announcer.api.AnnouncementState;
import announcer.api.AnnouncementStatus;
import announcer.api.BackgroundStatus;
import announcer.api.ChannelStatus;
import announcer.api.Chime;
import announcer.api.Keys;
import announcer.api.PacingStatus;
import announcer.api.Priority;
import announcer.api.Proof;
import announcer.api.Repeat;
import announcer.api.Request;
import announcer.api.UntilHeard;
import announcer.api.audio.PcmFormat;
import announcer.api.speech.Prosody;
import announcer.api.stream.Hearing;
import announcer.api.stream.PushState;
import announcer.api.stream.PushStatus;

/** Records with every member set, and with none. */
public final class ApiJsonSamples {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00.123456Z");
    private static final String SECRET_URL = "rtsp://user:secret@host:8554/main";

    private ApiJsonSamples() {
    }

    /** An announcement with every member set. */
    public static AnnouncementStatus fullAnnouncement() {
        Request request = Request.ofSsml("<speak>\u4f60\u597d & \"caf\u00e9\" \u2028 'x' \ud83d\ude00</speak>").withChannel("hall")
                .withVoice("system/zh").withLocale(Locale.forLanguageTag("zh-Hans-CN")).withProsody(new Prosody(1.50, 0.9, 100.0 / 100))
                .withPriority(Priority.URGENT).withTimeToLive(Duration.ofMillis(90_500))
                .withKeys(new Keys(Optional.of("k-1"), Optional.of("A12"), Optional.of("hall \"3\"")))
                .withRepeat(new Repeat(3, Duration.ofMillis(1_500))).withUntilHeard(new UntilHeard(4, Duration.ofSeconds(20)))
                .withChime(new Chime(Optional.of("gong"), Optional.of(Chime.NONE)));
        return new AnnouncementStatus("a-1", request, AnnouncementState.FAILED, Optional.of("cannot reach " + SECRET_URL),
                Optional.of("system/zh, freetts/kevin16"), NOON, Optional.of(NOON.plusSeconds(1)), Optional.of(NOON.plusMillis(2_500)), 2,
                new Proof(Optional.of(NOON.plusMillis(900)), Optional.of(NOON.plusMillis(2_300)), Optional.of(NOON.plusMillis(2_450)),
                        OptionalInt.of(3), OptionalInt.of(2)));
    }

    /** An announcement with nothing but what it needs. */
    public static AnnouncementStatus bareAnnouncement() {
        return new AnnouncementStatus("a-2", Request.of("hello").withTimeToLive(Duration.ofMinutes(10)), AnnouncementState.QUEUED,
                Optional.empty(), Optional.empty(), NOON, Optional.empty(), Optional.empty(), 0);
    }

    /** A channel with every member set. */
    public static ChannelStatus fullChannel() {
        PushStatus push = new PushStatus(PushState.BACKING_OFF, NOON, Optional.of(SECRET_URL + " refused"), 3, 2, Duration.ofMillis(1_500),
                Optional.of(NOON.plusSeconds(4)), OptionalLong.of(4_711), SECRET_URL);
        return new ChannelStatus("hall", new PcmFormat(24_000, 2), true, Optional.of(NOON), true, -18.5, Optional.of(fullAnnouncement()),
                Optional.of(bareAnnouncement()),
                List.of(bareAnnouncement(), fullAnnouncement()), 100, "freetts/kevin16",
                new PacingStatus(500, -0.125, 200, 400, 4000, 2, 1),
                Optional.of("unix"), Optional.of(SECRET_URL), Optional.of(SECRET_URL), Optional.of(push),
                Optional.of(
                        new Hearing(Hearing.State.LATE, NOON, Optional.of("late at " + SECRET_URL), Optional.of(Duration.ofMillis(1_600)),
                                Optional.of(NOON.plusSeconds(3)))),
                Optional.of(
                        new BackgroundStatus(SECRET_URL, BackgroundStatus.State.SILENT, NOON, Optional.of("no answer of " + SECRET_URL))),
                Optional.of("at " + SECRET_URL));
    }

    /** A channel with nothing but what it needs. */
    public static ChannelStatus bareChannel() {
        PushStatus push = new PushStatus(PushState.STARTING, NOON, Optional.empty(), 0, 0, Duration.ZERO, Optional.empty(),
                OptionalLong.empty(), "rtsp://127.0.0.1:8554/main");
        return new ChannelStatus("main", new PcmFormat(16_000, 1), false, Optional.empty(), false, Double.NEGATIVE_INFINITY,
                Optional.empty(), List.of(), 10, "", new PacingStatus(0, Double.NaN, 0, 0, 0, 0, 0), Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.of(push), Optional.empty());
    }

    /** A channel that nobody pushes. */
    public static ChannelStatus channelWithoutPush() {
        ChannelStatus c = bareChannel();
        return new ChannelStatus(c.id(), c.format(), false, Optional.empty(), false, -3, Optional.empty(), List.of(), 10, "", c.pacing(),
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }
}
