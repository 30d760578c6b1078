package announcer.engine.targets;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.Optional;
import java.util.regex.Pattern;

import announcer.api.config.InvalidConfigurationException;
import announcer.lib.text.Excerpt;

/** Reads a zone's configuration, and says what is wrong with it. A channel that is not there is not wrong: it may come. */
public final class ZoneParser {
    private static final Pattern ID = Pattern.compile("[a-z0-9-]+");
    private static final int ID_MAX = 32;
    private static final int TITLE_MAX = 100;
    private static final int SHOWN = 60;

    private ZoneParser() {
    }

    /**
     * @param owner tells which configuration owns an id
     * @throws InvalidConfigurationException naming the key, its value and what would be right
     */
    public static Zone zone(String pid, String id, String title, String[] channels, Function<String, Optional<String>> owner)
            throws InvalidConfigurationException {
        checkId("id", id);
        Optional<String> present = owner.apply(id).filter(o -> !o.equals(pid));
        if (present.isPresent()) {
            throw new InvalidConfigurationException("id",
                    "id is \"" + id + "\", but configuration " + present.get() + " owns this id; choose another");
        }
        String name = title == null ? "" : title.strip();
        if (name.length() > TITLE_MAX) {
            throw new InvalidConfigurationException("title",
                    "title has " + name.length() + " characters; it must have " + TITLE_MAX + " at most");
        }
        return new Zone(pid, id, name, channels(channels));
    }

    private static List<String> channels(String[] written) throws InvalidConfigurationException {
        Set<String> channels = new LinkedHashSet<>();
        for (String id : written == null
                ? List.<String>of()
                : Arrays.stream(written).map(String::strip).filter(s -> !s.isEmpty()).toList()) {
            checkId("channels", id);
            if (!channels.add(id)) {
                throw new InvalidConfigurationException("channels", "channels names \"" + id + "\" twice; name each once");
            }
        }
        if (channels.isEmpty()) {
            throw new InvalidConfigurationException("channels", "channels is empty; name the ids of one channel or more");
        }
        return List.copyOf(channels);
    }

    private static void checkId(String key, String id) throws InvalidConfigurationException {
        if (id == null || !ID.matcher(id).matches() || id.length() > ID_MAX) {
            throw new InvalidConfigurationException(key,
                    key + " has \"" + (id == null ? "" : Excerpt.of(id, SHOWN)) + "\"; an id must be 1 to "
                            + ID_MAX + " small letters, digits and dashes");
        }
    }
}
