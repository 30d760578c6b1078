package announcer.engine.text.sayas;

import java.util.Locale;
import java.util.Map;

import announcer.lib.number.NumberWords;

/** Letters and digits one by one. */
final class CharacterNames {
    private static final Map<Character, String> ENGLISH = Map.ofEntries(Map.entry('-', "dash"), Map.entry('/', "slash"),
            Map.entry('.', "dot"), Map.entry(',', "comma"), Map.entry('_', "underscore"), Map.entry('@', "at"), Map.entry('+', "plus"),
            Map.entry(':', "colon"), Map.entry('#', "hash"), Map.entry('&', "and"), Map.entry('*', "star"), Map.entry('=', "equals"),
            Map.entry('%', "percent"));
    private static final Map<Character, String> GERMAN = Map.ofEntries(Map.entry('-', "Strich"), Map.entry('/', "Schr\u00e4gstrich"),
            Map.entry('.', "Punkt"), Map.entry(',', "Komma"), Map.entry('_', "Unterstrich"), Map.entry('@', "\u00e4t"),
            Map.entry('+', "plus"), Map.entry(':', "Doppelpunkt"), Map.entry('#', "Raute"), Map.entry('&', "und"),
            Map.entry('*', "Stern"), Map.entry('=', "gleich"), Map.entry('%', "Prozent"));
    private static final Map<Character, String> CHINESE = Map.ofEntries(Map.entry('-', "\u6760"), Map.entry('/', "\u659c\u6760"),
            Map.entry('.', "\u70b9"), Map.entry(',', "\u9017\u53f7"), Map.entry('_', "\u4e0b\u5212\u7ebf"),
            Map.entry('@', "\u827e\u7279"), Map.entry('+', "\u52a0"), Map.entry(':', "\u5192\u53f7"), Map.entry('#', "\u4e95\u53f7"),
            Map.entry('&', "\u548c"), Map.entry('*', "\u661f\u53f7"), Map.entry('=', "\u7b49\u53f7"),
            Map.entry('%', "\u767e\u5206\u53f7"));
    private static final Map<String, Map<Character, String>> SIGNS = Map.of("en", ENGLISH, "de", GERMAN, "zh", CHINESE, "fr",
            Map.of('+', "plus"), "es", Map.of('+', "m\u00e1s"), "it", Map.of('+', "pi\u00f9"), "ru",
            Map.of('+', "\u043f\u043b\u044e\u0441"), "ar", Map.of('+', "\u0632\u0627\u0626\u062f"));

    private final NumberWords numbers;
    private final Map<Character, String> signs;
    private final boolean spaced;

    CharacterNames(Locale locale, NumberWords numbers) {
        this.numbers = numbers;
        signs = SIGNS.getOrDefault(locale.getLanguage(), Map.of());
        spaced = locale.getLanguage().equals("zh") || locale.getLanguage().equals("ja");
    }

    /** "A-02" as "A, dash, zero, two". Letters are capitals: an engine takes a lone "a" for a word. */
    String characters(String text) {
        StringBuilder out = new StringBuilder();
        String separator = spaced ? " " : ", ";
        text.codePoints().forEach(c -> append(out, separator, name(c)));
        return out.toString();
    }

    /** "02" as "zero two". */
    String digits(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints().forEach(c -> append(out, " ", name(c)));
        return out.toString();
    }

    /** "+49 30-12" as "plus four nine, three zero, one two": what is written apart is said apart. */
    String telephone(String text) {
        StringBuilder out = new StringBuilder();
        StringBuilder group = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (Character.isLetterOrDigit(c) || c == '+' || c == '#' || c == '*') {
                append(group, " ", name(c));
            } else {
                append(out, ", ", group.toString());
                group.setLength(0);
            }
        });
        append(out, ", ", group.toString());
        return out.toString();
    }

    private static void append(StringBuilder out, String separator, String name) {
        if (!name.isEmpty()) {
            out.append(out.isEmpty() ? "" : separator).append(name);
        }
    }

    /** "" for what has no name here. */
    private String name(int c) {
        if (Character.isDigit(c)) {
            return numbers.cardinal(Character.digit(c, 10)).orElse(Character.toString(c));
        }
        if (Character.isLetter(c)) {
            return Character.toString(Character.toUpperCase(c));
        }
        // A fraction that was one character, as text is normalised.
        char written = c == '\u2044' ? '/' : (char) c;
        String sign = written < 128 && c < 0x10000 ? signs.get(written) : null;
        if (sign != null) {
            return sign;
        }
        return Characters.hasWords(Character.toString(c)) ? Character.toString(c) : "";
    }
}
