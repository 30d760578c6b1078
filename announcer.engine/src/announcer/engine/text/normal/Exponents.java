package announcer.engine.text.normal;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import announcer.engine.text.sayas.SayAs;
import announcer.engine.text.sayas.SayAsMode;
import announcer.engine.text.sayas.SayAsType;

/**
 * Raised figures: "25 m²" as an amount, "m²" and "10⁶" as powers, and behind a longer word, where they mark a note, as figures of their own.
 */
final class Exponents {
    private static final Pattern AMOUNT = Pattern
            .compile(
                    "(?<![\\p{L}\\p{Nd}.,/+\u2212-])(?<number>[0-9]{1,9}(?:[.,][0-9]{1,6})?) ?(?<unit>[a-z]{1,2}[\u00b2\u00b3])(?![\\p{L}\\p{Nd}\u00b2\u00b3\u2070-\u207b])");
    private static final String RAISED = "[\u2070\u00b9\u00b2\u00b3\u2074-\u2079]";
    private static final Pattern EXPONENT = Pattern.compile("(?<sign>[\u207a\u207b])?(?<figures>" + RAISED + "++)");
    /** m, cm, min: a longer word is no unit, nor the name of a variable. */
    private static final int LONGEST_UNIT = 3;
    /** Squared, cubed, and to the power of what follows. */
    private static final Map<String, String[]> WORDS = Map.ofEntries(Map.entry("en", words("squared", "cubed", "to the power of")),
            Map.entry("de", words("hoch 2", "hoch 3", "hoch")), Map.entry("fr", words("au carr\u00e9", "au cube", "puissance")),
            Map.entry("es", words("al cuadrado", "al cubo", "elevado a")), Map.entry("it", words("al quadrato", "al cubo", "elevato a")),
            Map.entry("pt", words("ao quadrado", "ao cubo", "elevado a")),
            Map.entry("nl", words("kwadraat", "tot de derde", "tot de macht")),
            Map.entry("ru", words("\u0432 \u043a\u0432\u0430\u0434\u0440\u0430\u0442\u0435", "\u0432 \u043a\u0443\u0431\u0435",
                    "\u0432 \u0441\u0442\u0435\u043f\u0435\u043d\u0438")),
            Map.entry("zh", words("\u5e73\u65b9", "\u7acb\u65b9", "\u7684\u5e42")));

    private final Locale locale;

    Exponents(Locale locale) {
        this.locale = locale;
    }

    private static String[] words(String squared, String cubed, String power) {
        return new String[]{squared, cubed, power};
    }

    String spoken(String text) {
        if (!EXPONENT.matcher(text).find()) {
            return text;
        }
        String amounts = locale.getLanguage().isEmpty() ? text : Replacing.all(AMOUNT, text, this::amount);
        StringBuilder out = new StringBuilder(amounts.length() + 32);
        Matcher exponent = EXPONENT.matcher(amounts);
        int from = 0;
        while (exponent.find()) {
            out.append(amounts, from, exponent.start());
            from = exponent.end();
            out.append(out.isEmpty() || out.charAt(out.length() - 1) == ' ' ? "" : " ").append(words(amounts, exponent));
            if (from < amounts.length() && Character.isLetterOrDigit(amounts.codePointAt(from))) {
                out.append(' ');
            }
        }
        return out.append(amounts, from, amounts.length()).toString();
    }

    private String amount(Matcher m) {
        String written = m.group("number") + " " + m.group("unit");
        String words = SayAs.spoken(written, new SayAsMode.SayAs(SayAsType.UNIT, ""), locale);
        return words.equals(written) ? m.group() : words;
    }

    private String words(String text, Matcher exponent) {
        StringBuilder figures = new StringBuilder();
        exponent.group("figures").chars().forEach(c -> figures.append(Signs.superscript(c)));
        String[] words = WORDS.get(locale.getLanguage());
        String sign = exponent.group("sign") == null ? "" : exponent.group("sign").equals("\u207b") ? String.valueOf(Signs.MINUS) : "+";
        if (words == null || !hasBase(text, exponent.start())) {
            return sign + figures;
        }
        return switch (sign + figures) {
            case "2" -> words[0];
            case "3" -> words[1];
            default -> locale.getLanguage().equals("zh") ? "\u7684" + sign + figures + "\u6b21\u65b9" : words[2] + " " + sign + figures;
        };
    }

    private static boolean hasBase(String text, int end) {
        int letters = 0;
        int i = end;
        while (i > 0 && letters <= LONGEST_UNIT && Character.isLetter(text.charAt(i - 1))) {
            letters++;
            i--;
        }
        boolean digit = i > 0 && (Signs.isAsciiDigit(text.charAt(i - 1)) || text.charAt(i - 1) == ')' || text.charAt(i - 1) == ']');
        return letters > 0 ? letters <= LONGEST_UNIT : digit;
    }
}
