package announcer.calling.house;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

import announcer.api.config.InvalidConfigurationException;

/**
 * The settings of the whole. Immutable.
 *
 * @param zone the time zone of resets, opening hours and figures
 * @param languages in which calls are said
 * @param templates what is said, by language
 * @param orderTemplates what is said of orders, by language
 * @param voices id of the voice by language
 * @param take whether visitors may take numbers
 * @param takesPerMinute how many one address may take in a minute
 * @param keepDays for how long tickets that have ended are kept
 */
public record HouseSettings(ZoneId zone, List<String> languages, Map<String, String> templates, Map<String, String> orderTemplates,
        Map<String, String> voices, boolean take, int takesPerMinute, int keepDays) {

    /** Reads a configuration. @param absent the zone where none is configured */
    public static HouseSettings of(Values v, ZoneId absent) throws InvalidConfigurationException {
        List<String> languages = v.languages("languages");
        Map<String, String> voices = v.byLanguage("voices", 200);
        for (Map.Entry<String, String> e : voices.entrySet()) {
            if (!e.getValue().matches("[^/\\s]+/\\S+")) {
                throw new InvalidConfigurationException("voices", "voices has \"" + e.getValue() + "\" for " + e.getKey()
                        + "; a voice is written engine/name, such as system/de");
            }
        }
        return new HouseSettings(zone(v.text("timeZone"), absent), languages.isEmpty() ? List.of("en") : languages,
                ServiceSettings.templates(v, "templates"), ServiceSettings.templates(v, "orderTemplates"), voices, v.flag("take", false),
                v.number("takesPerMinute", 5, 1, 1000), v.number("keepDays", 30, 1, 3650));
    }

    private static ZoneId zone(String name, ZoneId absent) throws InvalidConfigurationException {
        if (name.isEmpty()) {
            return absent;
        }
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            throw new InvalidConfigurationException("timeZone",
                    "timeZone is \"" + name + "\"; it must be the name of an IANA time zone such as Europe/Berlin");
        }
    }
}
