package announcer.calling.house;

import java.util.List;
import java.util.Map;

import announcer.api.Request;
import announcer.api.Target;
import announcer.api.config.InvalidConfigurationException;

/**
 * One configuration of a counter. Immutable.
 *
 * @param id its id
 * @param pid PID of the configuration
 * @param name its short name
 * @param names its name by language
 * @param services ids of those that it serves; none: all
 * @param channels where it calls, as configured
 * @param target the same for the engine
 * @param languages in which it calls; none: the service's
 */
public record CounterSettings(String id, String pid, String name, Map<String, String> names, List<String> services, List<String> channels,
        Target target, List<String> languages) {
    /** Reads a configuration. */
    public static CounterSettings of(String pid, Values v) throws InvalidConfigurationException {
        String id = v.id();
        String name = v.text("name").isEmpty() ? id : v.text("name");
        if (name.length() > 30 || name.chars().anyMatch(Character::isISOControl)) {
            throw new InvalidConfigurationException("name",
                    "name has " + name.length() + " characters; it may have 30, without control characters");
        }
        List<String> channels = v.texts("channels").isEmpty() ? List.of(Request.DEFAULT_CHANNEL) : v.texts("channels");
        return new CounterSettings(id, pid, name, v.byLanguage("names", Values.LONGEST_NAME), v.ids("services"), channels,
                Targets.of("channels", channels), v.languages("languages"));
    }
}
