package announcer.conf.metatype;

import java.util.List;
import java.util.Map;

/**
 * The description of one PID or factory PID by a metatype.
 *
 * @param attributes its settings by key, in order
 * @param texts what it says to people
 */
public record Schema(String pid, boolean factory, Map<String, Attribute> attributes, Texts texts) {
    /**
     * The texts of a form, not yet in any language: a text that begins with % is a key of the localisation files.
     *
     * @param localisation where these files are in the bundle, without {@code _zh.properties}; null: the bundle's usual place
     * @param fields by key
     */
    record Texts(String localisation, String name, String description, Map<String, Field> fields) {}

    /**
     * The texts of one setting.
     *
     * @param defaults what holds when it is not given
     * @param options the labels of the allowed values, by value
     */
    record Field(String name, String description, List<String> defaults, Map<String, String> options) {}
}
