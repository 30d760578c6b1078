package announcer.engine.config;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.regex.Pattern;

import announcer.api.audio.PcmFormat;
import announcer.api.config.InvalidConfigurationException;
import announcer.api.speech.Prosody;
import announcer.api.stream.Codec;
import announcer.engine.audio.LoudnessTarget;
import announcer.engine.config.ChannelSettings.AfterRestart;

/** Reads a channel's configuration, and says what is wrong with it. */
public final class ChannelSettingsParser {
    private static final Pattern ID = Pattern.compile("[a-z0-9-]+");
    private static final Pattern DESTINATION = Pattern.compile("[a-z][a-z0-9+.-]*://\\S+");
    private static final int ID_MAX = 32;

    private ChannelSettingsParser() {
    }

    /** @throws InvalidConfigurationException naming the key, its value and what would be right */
    public static ChannelSettings settings(String pid, ChannelConfig c) throws InvalidConfigurationException {
        checkId(c.id());
        PcmFormat format;
        try {
            format = new PcmFormat(c.sampleRateHz(), c.channels());
        } catch (IllegalArgumentException e) {
            throw new InvalidConfigurationException(e.getMessage().startsWith("channels") ? "channels" : "sampleRateHz", e.getMessage());
        }
        checkDestination(c.destination());
        return new ChannelSettings(pid, c.id(), format, c.voice().strip(), names(c.fallbackVoices()), prosody(c),
                new LoudnessTarget(c.loudnessLufs(), c.truePeakDbtp()), names(c.phrases()), orBest(c.transport()), orBest(c.pusher()),
                c.destination().strip(), codec(c.codec()), c.bitrateKbps() > 0 ? OptionalInt.of(c.bitrateKbps()) : OptionalInt.empty(),
                Duration.ofMillis(c.leadInMillis()), Duration.ofMillis(c.gapMillis()), Duration.ofSeconds(c.timeToLiveSeconds()),
                c.queueCapacity(), c.paused())
                .withAfterRestart(afterRestart(c.afterRestart()));
    }

    /**
     * Checks what the metatype cannot: the id's form and uniqueness, the rate, the destination.
     *
     * @param owner tells which configuration owns an id
     */
    public static void check(String pid, Map<String, Object> values, Function<String, Optional<String>> owner)
            throws InvalidConfigurationException {
        String id = String.valueOf(values.getOrDefault("id", ""));
        checkId(id);
        Optional<String> present = owner.apply(id).filter(o -> !o.equals(pid));
        if (present.isPresent()) {
            throw new InvalidConfigurationException("id",
                    "id is \"" + id + "\", but configuration " + present.get() + " owns this id; choose another");
        }
        Object rate = values.getOrDefault("sampleRateHz", 24_000);
        if (rate instanceof Integer r && r % PcmFormat.FRAMES_PER_SECOND != 0) {
            throw new InvalidConfigurationException("sampleRateHz",
                    "sampleRateHz is " + r + "; it must be a multiple of 50, such as 24000");
        }
        checkDestination(String.valueOf(values.getOrDefault("destination", "")));
        codec(String.valueOf(values.getOrDefault("codec", "")));
        afterRestart(String.valueOf(values.getOrDefault("afterRestart", "")));
    }

    private static void checkId(String id) throws InvalidConfigurationException {
        if (id == null || !ID.matcher(id).matches() || id.length() > ID_MAX) {
            throw new InvalidConfigurationException("id",
                    "id is \"" + (id == null ? "" : id) + "\"; it must be 1 to " + ID_MAX + " small letters, digits and dashes");
        }
    }

    private static void checkDestination(String destination) throws InvalidConfigurationException {
        if (!destination.isBlank() && !DESTINATION.matcher(destination.strip()).matches()) {
            throw new InvalidConfigurationException("destination", "destination is \"" + announcer.api.stream.Urls.masked(destination)
                    + "\"; it must be a URL such as rtsp://localhost:8554/mystream, or empty for the embedded server");
        }
    }

    private static Optional<Codec> codec(String name) throws InvalidConfigurationException {
        if (name.isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Codec.valueOf(name.strip().toUpperCase(Locale.ROOT)));
        } catch (IllegalArgumentException e) {
            throw new InvalidConfigurationException("codec",
                    "codec is \"" + name + "\"; it must be one of " + Arrays.toString(Codec.values()) + ", or empty");
        }
    }

    private static AfterRestart afterRestart(String name) throws InvalidConfigurationException {
        if (name.isBlank()) {
            return AfterRestart.REPEAT;
        }
        try {
            return AfterRestart.valueOf(name.strip().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new InvalidConfigurationException("afterRestart",
                    "afterRestart is \"" + name + "\"; it must be one of " + Arrays.toString(AfterRestart.values()));
        }
    }

    private static Prosody prosody(ChannelConfig c) throws InvalidConfigurationException {
        try {
            return new Prosody(c.rate(), c.pitch(), c.volume());
        } catch (IllegalArgumentException e) {
            throw new InvalidConfigurationException(e.getMessage().substring(0, e.getMessage().indexOf(' ')), e.getMessage());
        }
    }

    private static List<String> names(String[] all) {
        return all == null ? List.of() : Arrays.stream(all).map(String::strip).filter(s -> !s.isEmpty()).toList();
    }

    private static String orBest(String name) {
        return name.isBlank() || name.strip().equals("auto") ? "" : name.strip();
    }
}
