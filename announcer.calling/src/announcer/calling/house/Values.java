package announcer.calling.house;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.IllformedLocaleException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

import announcer.api.config.InvalidConfigurationException;

/** The values of a configuration, with defaults for those that are not given. What has another type than its form says is refused. Immutable. */
public final class Values {
    static final int LONGEST_NAME = 100;
    private static final Pattern ID = Pattern.compile("[a-z0-9-]{1,64}");

    private final Map<String, Object> values;

    /** @param values by key, as the form's types say */
    public Values(Map<String, Object> values) {
        this.values = values;
    }

    /** A text without the spaces around it; "" when there is none. */
    String text(String key) {
        return Objects.toString(values.get(key), "").strip();
    }

    /** A text, or what is meant when there is none. */
    String text(String key, String absent) {
        return values.get(key) == null ? absent : text(key);
    }

    /** Several texts; empty ones are left out. */
    List<String> texts(String key) {
        Object value = values.get(key);
        List<String> all;
        if (value instanceof Object[] array) {
            all = Arrays.stream(array).map(Object::toString).toList();
        } else if (value instanceof Collection<?> some) {
            all = some.stream().map(Object::toString).toList();
        } else {
            all = value == null ? List.of() : List.of(value.toString());
        }
        return all.stream().map(String::strip).filter(t -> !t.isEmpty()).toList();
    }

    boolean flag(String key, boolean absent) {
        Object value = values.get(key);
        return value == null ? absent : Boolean.parseBoolean(value.toString());
    }

    /** A whole number within bounds. */
    int number(String key, int absent, int least, int most) throws InvalidConfigurationException {
        Object value = values.get(key);
        if (value == null || value.toString().isBlank()) {
            return absent;
        }
        try {
            int number = Integer.parseInt(value.toString().strip());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below, as what is out of bounds.
        }
        throw new InvalidConfigurationException(key, key + " is " + value + "; it must be a whole number from " + least + " to " + most);
    }

    <E extends Enum<E>> E option(String key, Class<E> type, E absent) throws InvalidConfigurationException {
        String value = text(key);
        if (value.isEmpty()) {
            return absent;
        }
        return Arrays.stream(type.getEnumConstants()).filter(e -> e.name().equals(value)).findFirst()
                .orElseThrow(() -> new InvalidConfigurationException(key, key + " is \"" + value + "\"; it must be one of "
                        + String.join(", ", Arrays.stream(type.getEnumConstants()).map(Enum::name).toList())));
    }

    /** The id: small letters, digits and dashes. */
    String id() throws InvalidConfigurationException {
        return id("id", text("id"));
    }

    /** Ids of others. */
    List<String> ids(String key) throws InvalidConfigurationException {
        List<String> ids = texts(key);
        for (String id : ids) {
            id(key, id);
        }
        return ids.stream().distinct().toList();
    }

    static String id(String key, String id) throws InvalidConfigurationException {
        if (!ID.matcher(id).matches()) {
            throw new InvalidConfigurationException(key,
                    key + " is \"" + id + "\"; an id has 1 to 64 small letters, digits and dashes");
        }
        return id;
    }

    /** Texts by language, written {@code en=Payments}. */
    Map<String, String> byLanguage(String key, int longest) throws InvalidConfigurationException {
        Map<String, String> all = new LinkedHashMap<>();
        for (String entry : texts(key)) {
            int equals = entry.indexOf('=');
            if (equals < 1 || entry.substring(equals + 1).isBlank()) {
                throw new InvalidConfigurationException(key,
                        key + " has \"" + entry + "\"; write a language, =, and the text, such as en=Payments");
            }
            String tag = tag(key, entry.substring(0, equals).strip());
            String text = entry.substring(equals + 1).strip();
            if (text.length() > longest || text.chars().anyMatch(Character::isISOControl)) {
                throw new InvalidConfigurationException(key, key + " has a text of " + text.length() + " characters for " + tag
                        + "; it may have " + longest + ", without control characters");
            }
            if (all.putIfAbsent(tag, text) != null) {
                throw new InvalidConfigurationException(key, key + " has " + tag + " twice; a language has one text");
            }
        }
        return all;
    }

    /** Languages, in their order. */
    List<String> languages(String key) throws InvalidConfigurationException {
        List<String> tags = new ArrayList<>();
        for (String tag : texts(key)) {
            tags.add(tag(key, tag));
        }
        if (tags.size() > House.MOST_LANGUAGES || tags.stream().distinct().count() < tags.size()) {
            throw new InvalidConfigurationException(key,
                    key + " is " + String.join(", ", tags) + "; a call is said in " + House.MOST_LANGUAGES
                            + " languages at most, each once");
        }
        return List.copyOf(tags);
    }

    private static String tag(String key, String tag) throws InvalidConfigurationException {
        try {
            String normal = new Locale.Builder().setLanguageTag(tag).build().toLanguageTag();
            if (!normal.equals("und")) {
                return normal;
            }
        } catch (IllformedLocaleException e) {
            // Told below.
        }
        throw new InvalidConfigurationException(key, key + " has \"" + tag + "\"; a language is a tag such as en, de or zh-CN");
    }

    /** Where an id must not be there twice. @param taken PID of the configuration that has it */
    public static void free(String id, Optional<String> taken, String pid) throws InvalidConfigurationException {
        if (taken.filter(p -> !p.equals(pid)).isPresent()) {
            throw new InvalidConfigurationException("id",
                    "id is \"" + id + "\", but configuration " + taken.get() + " has this id; choose another");
        }
    }
}
