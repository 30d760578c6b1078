package announcer.api.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One setting of a form.
 *
 * @param key its key
 * @param name readable name, with the unit
 * @param description help
 * @param type {@code text}, {@code integer}, {@code number} or {@code boolean}
 * @param list whether it holds several
 * @param required whether it must be given
 * @param secret whether its value is never shown
 * @param min least value or length, as written
 * @param max greatest value or length, as written
 * @param defaults what holds when it is not given
 * @param options the allowed values with their labels, in order; empty: any
 */
public record SettingsField(String key, String name, String description, String type, boolean list, boolean required, boolean secret,
        Optional<String> min, Optional<String> max, List<String> defaults, Map<String, String> options) {
    public SettingsField {
        defaults = List.copyOf(defaults);
    }
}
