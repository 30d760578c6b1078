package announcer.engine.text.normal;

import java.util.Locale;
import java.util.Map;

/** "№ 5" in words; engines leave the sign out, or name it. */
final class NumeroSigns {
    private static final char SIGN = '\u2116';
    private static final Map<String, String> WORDS = Map.ofEntries(Map.entry("en", "number"), Map.entry("de", "Nummer"),
            Map.entry("fr", "num\u00e9ro"), Map.entry("es", "n\u00famero"), Map.entry("it", "numero"), Map.entry("pt", "n\u00famero"),
            Map.entry("nl", "nummer"), Map.entry("sv", "nummer"), Map.entry("da", "nummer"), Map.entry("nb", "nummer"),
            Map.entry("no", "nummer"), Map.entry("pl", "numer"), Map.entry("cs", "\u010d\u00edslo"), Map.entry("sk", "\u010d\u00edslo"),
            Map.entry("ru", "\u043d\u043e\u043c\u0435\u0440"), Map.entry("uk", "\u043d\u043e\u043c\u0435\u0440"),
            Map.entry("bg", "\u043d\u043e\u043c\u0435\u0440"), Map.entry("hu", "sz\u00e1m"), Map.entry("ro", "num\u0103rul"),
            Map.entry("tr", "numara"), Map.entry("zh", "\u53f7\u7801"), Map.entry("ja", "\u30ca\u30f3\u30d0\u30fc"));

    private final Locale locale;

    NumeroSigns(Locale locale) {
        this.locale = locale;
    }

    String spoken(String text) {
        if (text.indexOf(SIGN) < 0) {
            return text;
        }
        String word = WORDS.getOrDefault(locale.getLanguage(), "No");
        StringBuilder out = new StringBuilder(text.length() + word.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != SIGN) {
                out.append(c);
                continue;
            }
            boolean inWord = !out.isEmpty() && Signs.runsOn(out.charAt(out.length() - 1));
            out.append(inWord ? " " : "").append(word);
            if (i + 1 < text.length() && Character.isLetterOrDigit(text.charAt(i + 1))) {
                out.append(' ');
            }
        }
        return out.toString();
    }
}
