package announcer.engine.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

import announcer.api.Chime;
import announcer.api.Priority;
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
                c.queueCapacity(), c.paused(), chimes(c), afterRestart(c.afterRestart()), background(c));
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
        checkBackground(new BackgroundSettings(String.valueOf(values.getOrDefault("background", "")).strip(), 0, 0));
        for (String key : List.of("chimeBeforeByPriority", "chimeAfterByPriority")) {
            byPriority(key, values.get(key) instanceof String[] lines ? lines : new String[0]);
        }
    }

    /**
     * Checks that the chimes are there which a configuration names anew.
     *
     * @param present the channel's settings that are in force: what they name may have gone since, and is no reason to refuse others
     * @param there the ids of all chimes
     */
    public static void checkChimes(Map<String, Object> values, ChannelSettings present, List<String> there)
            throws InvalidConfigurationException {
        Set<String> right = new HashSet<>(present.chimes().ids());
        right.addAll(there);
        right.add(Chime.NONE);
        for (String key : List.of("chimeBefore", "chimeAfter")) {
            checkChime(key, chime(String.valueOf(values.getOrDefault(key, ""))), right, there);
        }
        for (String key : List.of("chimeBeforeByPriority", "chimeAfterByPriority")) {
            for (String id : byPriority(key, values.get(key) instanceof String[] lines ? lines : new String[0]).values()) {
                checkChime(key, id, right, there);
            }
        }
    }

    private static void checkChime(String key, String id, Set<String> right, List<String> there) throws InvalidConfigurationException {
        if (!right.contains(id)) {
            throw new InvalidConfigurationException(key, key + " names chime \"" + id + "\", which is not there; there are: none, "
                    + String.join(", ", there) + " (your own are WAV and OGG files in the folder sounds of the home folder)");
        }
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

    private static BackgroundSettings background(ChannelConfig c) throws InvalidConfigurationException {
        BackgroundSettings b = new BackgroundSettings(c.background() == null ? "" : c.background().strip(), c.backgroundGainDb(),
                c.backgroundDuckDb());
        checkBackground(b);
        return b;
    }

    private static void checkBackground(BackgroundSettings b) throws InvalidConfigurationException {
        if (b.isStream() && !b.isPlayable()) {
            throw new InvalidConfigurationException("background",
                    "background is \"" + b.name() + "\"; it must be the URL of a stream by http, "
                            + "https, rtsp or rtsps, such as http://radio.example/music, or a folder with WAV and OGG files");
        }
        Optional<String> noPath = b.isStream() ? Optional.empty() : whyNoPath(b.source());
        if (noPath.isPresent()) {
            throw new InvalidConfigurationException("background",
                    "background is \"" + b.source() + "\", which is no path of a folder: " + noPath.get());
        }
    }

    @SuppressWarnings("ReturnValueIgnored") // whether there is a path is all that is asked
    private static Optional<String> whyNoPath(String name) {
        try {
            Path.of(name);
            return Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.of(e.getMessage());
        }
    }

    private static ChimeSettings chimes(ChannelConfig c) throws InvalidConfigurationException {
        return new ChimeSettings(chime(c.chimeBefore()), chime(c.chimeAfter()),
                byPriority("chimeBeforeByPriority", c.chimeBeforeByPriority()),
                byPriority("chimeAfterByPriority", c.chimeAfterByPriority()), Duration.ofMillis(c.chimePauseMillis()));
    }

    private static String chime(String id) {
        return id == null || id.isBlank() ? Chime.NONE : id.strip();
    }

    /** Reads lines such as {@code urgent=gong}. */
    private static Map<Priority, String> byPriority(String key, String[] lines) throws InvalidConfigurationException {
        Map<Priority, String> chimes = new EnumMap<>(Priority.class);
        for (String line : names(lines)) {
            int equals = line.indexOf('=');
            String name = equals < 0 ? line : line.substring(0, equals).strip();
            Optional<Priority> priority = Arrays.stream(Priority.values()).filter(p -> p.name().equalsIgnoreCase(name)).findFirst();
            if (equals < 0 || priority.isEmpty()) {
                throw new InvalidConfigurationException(key,
                        key + " has \"" + line + "\"; each must be PRIORITY=CHIME, such as urgent=gong, "
                                + "the priority one of " + Arrays.toString(Priority.values()).toLowerCase(Locale.ROOT));
            }
            chimes.put(priority.get(), chime(line.substring(equals + 1)));
        }
        return chimes;
    }

    private static String orBest(String name) {
        return name.isBlank() || name.strip().equals("auto") ? "" : name.strip();
    }
}
