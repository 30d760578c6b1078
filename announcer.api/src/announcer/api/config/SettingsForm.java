package announcer.api.config;

import java.util.List;

/**
 * The form of one PID: its settings and their texts.
 *
 * @param pid PID or factory PID
 * @param factory whether there may be several
 * @param name readable name
 * @param description what it is for
 * @param fields its settings, in order
 */
public record SettingsForm(String pid, boolean factory, String name, String description, List<SettingsField> fields) {
    public SettingsForm {
        fields = List.copyOf(fields);
    }
}
