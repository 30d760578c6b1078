package announcer.conf.metatype;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Suggests the known name that is nearest to an unknown one. */
public final class NameSuggestion {
    private NameSuggestion() {
    }

    /** Returns the end of a sentence about an unknown name: a question with the nearest one, or all known names after {@code all}. */
    public static String words(String name, Collection<String> known, String all) {
        Map<Integer, String> byDistance = new TreeMap<>();
        known.forEach(k -> byDistance.putIfAbsent(distance(name.toLowerCase(Locale.ROOT), k.toLowerCase(Locale.ROOT)), k));
        return byDistance.entrySet().stream().findFirst().filter(e -> e.getKey() <= Math.max(2, name.length() / 3))
                .map(e -> "; did you mean " + e.getValue() + "?").orElse("; " + all + ": " + String.join(", ", known));
    }

    /** Levenshtein's distance. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
