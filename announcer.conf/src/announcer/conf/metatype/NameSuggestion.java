package announcer.conf.metatype;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import announcer.lib.text.EditDistance;

/** Suggests the known name that is nearest to an unknown one. */
public final class NameSuggestion {
    private NameSuggestion() {
    }

    /** Returns the end of a sentence about an unknown name: a question with the nearest one, or all known names after {@code all}. */
    public static String words(String name, Collection<String> known, String all) {
        Map<Integer, String> byDistance = new TreeMap<>();
        known.forEach(k -> byDistance.putIfAbsent(EditDistance.between(name.toLowerCase(Locale.ROOT), k.toLowerCase(Locale.ROOT)), k));
        return byDistance.entrySet().stream().findFirst().filter(e -> e.getKey() <= Math.max(2, name.length() / 3))
                .map(e -> "; did you mean " + e.getValue() + "?").orElse("; " + all + ": " + String.join(", ", known));
    }
}
