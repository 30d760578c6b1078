package announcer.shell;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import announcer.api.AnnouncementState;
import announcer.api.CacheStatus;
import announcer.api.ChannelStatus;
import announcer.api.EngineStatus;
import announcer.api.PacingStatus;
import announcer.api.audio.PcmFormat;
import announcer.api.config.SettingsField;
import announcer.api.config.SettingsForm;
import announcer.api.speech.Voice;
import announcer.api.stream.PushStatus;
import announcer.testing.FakeAnnouncer;
import announcer.testing.FakeSettings;

/** Services with the state that the commands' tests print. */
final class ShellSamples {
    private ShellSamples() {
    }

    /** An announcer with two channels: "hand", pushed by hand, and "main", whose push waits; and two engines, one of them broken. */
    static FakeAnnouncer announcer() {
        FakeAnnouncer announcer = new FakeAnnouncer();
        announcer.cache = new CacheStatus(3, 4, 2, 9_600, 33_554_432, 5, 48_000, 268_435_456);
        announcer.pushOutput = List.of("line 1", "line 2");
        announcer.channels = () -> List.of(channel(announcer, "hand", Optional.empty()),
                channel(announcer, "main", Optional.of(FakeAnnouncer.push())));
        Voice kevin = new Voice("freetts", "kevin16", Locale.US, new PcmFormat(16_000, 1));
        announcer.engines = () -> List.of(
                new EngineStatus("freetts", "announcer.tts.freetts 0.9.0", List.of(kevin), Optional.empty(), 0, Optional.empty(), Map.of()),
                new EngineStatus("mary", "announcer.tts.mary 0.9.0", List.of(), Optional.of("its service\nis null"), 3,
                        Optional.of(FakeAnnouncer.NOON.plusSeconds(300)), Map.of()));
        return announcer;
    }

    private static ChannelStatus channel(FakeAnnouncer announcer, String id, Optional<PushStatus> push) {
        return new ChannelStatus(id, new PcmFormat(24_000, 1), push.isEmpty(),
                push.isEmpty() ? Optional.of(FakeAnnouncer.NOON) : Optional.empty(), false,
                Double.NEGATIVE_INFINITY, Optional.empty(), announcer.inState(id, AnnouncementState.QUEUED).toList(), 100, "",
                new PacingStatus(500, -3.25, 210, 420, 4300, 2, 1),
                Optional.of("unix"),
                Optional.of("unix:/run/x/" + id), Optional.of("rtsp://127.0.0.1:8554/" + id), push,
                push.map(p -> "the push is backing off"));
    }

    /** Settings with the channel "main", a form of channels, and one of the server, which has no configuration yet. */
    static FakeSettings settings() {
        FakeSettings settings = new FakeSettings();
        settings.stored.clear();
        settings.stored.put("announcer.channel~main", new TreeMap<>(Map.of("id", "main", "gapMillis", 300)));
        settings.forms = List.of(new SettingsForm("announcer.channel", true, "Channel", "",
                List.of(field("id", "text", false, false, null), field("gapMillis", "integer", false, false, "300"),
                        field("voice", "text", false, false, ""), field("fallbackVoices", "text", true, false, null),
                        field("codec", "text", false, false, "", "", "AAC", "OPUS"), field("paused", "boolean", false, false, "false"))),
                new SettingsForm("announcer.rtsp", false, "Server", "",
                        List.of(field("port", "integer", false, false, "8554"), field("playPassword", "text", false, true, ""))));
        return settings;
    }

    private static SettingsField field(String key, String type, boolean list, boolean secret, String byDefault, String... options) {
        Map<String, String> labels = new LinkedHashMap<>();
        for (String option : options) {
            labels.put(option, option.isEmpty() ? "none" : option);
        }
        return new SettingsField(key, key + " in words", "", type, list, false, secret, Optional.empty(), Optional.empty(),
                byDefault == null ? List.of() : List.of(byDefault), labels);
    }
}
