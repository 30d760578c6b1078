package announcer.conf.settings;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import announcer.api.config.InvalidConfigurationException;
import announcer.conf.metatype.Attribute;
import announcer.conf.metatype.NameSuggestion;
import announcer.conf.metatype.SecretMasking;

/** A change of some values of a configuration. Unlike a file it may name only known settings, since nobody would see a warning. */
final class SettingsChange {
    private static final Set<String> FOR_ALL = Set.of("service.ranking", "service.description");
    private static final String NEW_KEY = "(?!service\\.|component\\.|felix\\.fileinstall\\.)[A-Za-z0-9_][A-Za-z0-9._-]{0,199}";

    private final String typePid;
    private final Map<String, Attribute> attributes;
    private final Map<String, Object> old;

    /** @param attributes what is known of its settings; empty: nothing */
    SettingsChange(String typePid, Map<String, Attribute> attributes, Map<String, Object> old) {
        this.typePid = typePid;
        this.attributes = attributes;
        this.old = old;
    }

    /** @param changes texts, numbers, booleans or lists of them; null takes a value away */
    Map<String, Object> merged(Map<String, Object> changes) throws InvalidConfigurationException {
        Map<String, Object> merged = new TreeMap<>(old);
        for (Map.Entry<String, Object> e : changes.entrySet()) {
            String key = e.getKey();
            Attribute a = attribute(key, e.getValue());
            if (e.getValue() == null) {
                merged.remove(key);
            } else {
                List<String> before = old.containsKey(key) ? Attribute.texts(old.get(key)) : List.of();
                merged.put(key, a.fromTexts(SecretMasking.meant(a, texts(key, e.getValue()), before)));
            }
        }
        return merged;
    }

    private Attribute attribute(String key, Object given) throws InvalidConfigurationException {
        if (attributes.containsKey(key)) {
            return attributes.get(key);
        }
        if (old.containsKey(key)) {
            return Attribute.like(key, old.get(key));
        }
        boolean allowed = attributes.isEmpty() ? key.matches(NEW_KEY) : key.endsWith(".target");
        if (!allowed && !FOR_ALL.contains(key)) {
            Set<String> known = new TreeSet<>(attributes.keySet());
            known.addAll(old.keySet());
            throw new InvalidConfigurationException(key, "\"" + key + "\" is not a setting of " + typePid
                    + NameSuggestion.words(key, known, "the settings are"));
        }
        if (key.equals("service.ranking")) {
            return Attribute.like(key, 0);
        }
        // Without a description it is what a file would make of it.
        return given instanceof Collection<?> ? Attribute.like(key, new String[0]) : Attribute.text(key);
    }

    private static List<String> texts(String key, Object value) throws InvalidConfigurationException {
        List<String> texts = new ArrayList<>();
        for (Object element : value instanceof Collection<?> many ? many : List.of(value)) {
            if (element instanceof Number n) {
                texts.add(number(key, n));
            } else if (element instanceof String || element instanceof Boolean) {
                texts.add(element.toString());
            } else {
                throw new InvalidConfigurationException(key, key + " holds " + (element == null ? "null" : "an object")
                        + "; only texts, numbers, true and false can stand there, or a list of them");
            }
        }
        return texts;
    }

    /** As a person would write it: 9000 and not 9000.0, whatever type it came in. */
    private static String number(String key, Number n) throws InvalidConfigurationException {
        try {
            BigDecimal d = new BigDecimal(n.toString()).stripTrailingZeros();
            return Math.abs(d.scale()) > 400 ? n.toString() : d.toPlainString();
        } catch (NumberFormatException e) {
            throw new InvalidConfigurationException(key, key + " is " + n + ", which is not a number");
        }
    }
}
