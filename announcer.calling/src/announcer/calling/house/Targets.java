package announcer.calling.house;

import java.util.List;

import announcer.api.Target;
import announcer.api.config.InvalidConfigurationException;

/** Where calls are spoken, as it is configured: ids of channels, one zone as {@code zone:ID}, or {@code all}. */
public final class Targets {
    private static final String ZONE = "zone:";
    private static final String ALL = "all";

    private Targets() {
    }

    /** Reads what is configured under a key. */
    public static Target of(String key, List<String> channels) throws InvalidConfigurationException {
        if (channels.size() == 1) {
            String only = channels.get(0);
            if (only.equals(ALL)) {
                return Target.ALL;
            }
            return only.startsWith(ZONE)
                    ? new Target.Zone(Values.id(key, only.substring(ZONE.length())))
                    : new Target.Channel(only);
        }
        if (channels.stream().anyMatch(c -> c.equals(ALL) || c.startsWith(ZONE))
                || channels.stream().distinct().count() < channels.size()) {
            throw new InvalidConfigurationException(key, key + " is " + String.join(", ", channels)
                    + "; give ids of channels, each once, or one zone such as zone:hall, or all");
        }
        return new Target.Channels(channels);
    }

    /** What would be configured. */
    public static List<String> channels(Target target) {
        if (target instanceof Target.Channels several) {
            return several.ids();
        }
        if (target instanceof Target.Zone zone) {
            return List.of(ZONE + zone.id());
        }
        return List.of(target instanceof Target.Channel one ? one.id() : ALL);
    }
}
