package announcer.engine.text;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import announcer.engine.text.sayas.Characters;

/** Full stops that do not end a sentence. In doubt they do not: a long sentence costs less than a pause in the middle of a name. */
final class Abbreviations {
    private static final Set<String> TITLES = Set.of("dr", "mr", "mrs", "ms", "prof", "st", "rev", "gen", "col", "capt", "lt", "sgt", "sr",
            "jr", "vs", "approx", "dept", "hr", "hrn", "fr", "frl", "bzw", "ca", "evtl", "ggf", "inkl", "exkl", "zzgl", "bzgl", "abt",
            "dipl", "ing", "mag", "geb", "mlle", "mme", "mm", "pr", "sra", "srta", "dra", "sig", "dott", "avv", "jan", "feb", "apr", "aug",
            "sep", "sept", "oct", "okt", "nov", "dec", "dez", "\u0438\u043c", "\u0443\u043b", "\u043f\u0440\u043e\u0444", "\u0433\u043b");
    private static final Set<String> BEFORE_NUMBERS = Set.of("no", "nos", "nr", "num", "art", "abs", "pp", "vol", "fig", "ch", "sec", "tel",
            "ext", "zi", "bd", "kap", "mar", "jun", "jul", "mon", "tue", "wed", "thu", "fri", "sat", "sun", "\u0441\u0442\u0440",
            "\u0442\u0435\u043b");
    /** Languages that write "1." for "first". */
    private static final Set<String> ORDINAL_STOPS = Set.of("de", "cs", "sk", "pl", "da", "nb", "nn", "no", "fi", "et", "hu", "hr", "sl",
            "sr", "lv", "tr", "is");
    private static final Set<String> GERMAN_BEFORE_ORDINALS = Set.of("der", "die", "das", "den", "dem", "des", "am", "im", "vom", "zum",
            "zur", "beim", "ein", "eine", "einen", "einem", "einer", "jeder", "jede", "jeden", "ihr", "sein", "und", "bis");
    private static final Map<String, List<String>> MONTHS = Map.of("de", List.of("januar", "j\u00e4nner", "februar", "m\u00e4rz", "april",
            "mai", "juni", "juli", "august", "september", "oktober", "november", "dezember"));

    private final String language;

    private Abbreviations(String language) {
        this.language = language;
    }

    static Abbreviations of(Locale locale) {
        return new Abbreviations(locale.getLanguage());
    }

    /** Whether the full stop, if one stands before {@code end}, belongs to an abbreviation, an initial or an ordinal. */
    boolean endsWithOne(String text, int start, int end) {
        int stop = end - 1;
        while (stop > start && Characters.isSpace(text.charAt(stop))) {
            stop--;
        }
        if (text.charAt(stop) != '.' || end >= text.length()) {
            return false;
        }
        int word = wordStart(text, start, stop);
        if (word == stop) {
            return false;
        }
        String before = text.substring(word, stop).toLowerCase(Locale.ROOT);
        boolean number = Character.isDigit(text.codePointAt(end));
        if (Character.isDigit(before.charAt(0))) {
            return isOrdinal(before, text, start, word, end);
        }
        // Initials, and "z. B.", "a.m."; "A. 23" is an id.
        boolean letter = before.length() == 1;
        return letter || TITLES.contains(before) || number && BEFORE_NUMBERS.contains(before);
    }

    private boolean isOrdinal(String digits, String text, int start, int word, int end) {
        if (!ORDINAL_STOPS.contains(language) || digits.length() > 2) {
            return false;
        }
        if (!language.equals("de")) {
            return true;
        }
        // "Am 3. Oktober", "der 2. Zug", but "zu Schalter 3. Vielen Dank."
        int previousEnd = word;
        while (previousEnd > start && Characters.isSpace(text.charAt(previousEnd - 1))) {
            previousEnd--;
        }
        String previous = text.substring(wordStart(text, start, previousEnd), previousEnd).toLowerCase(Locale.ROOT);
        String next = text.substring(end, wordEnd(text, end)).toLowerCase(Locale.ROOT);
        return GERMAN_BEFORE_ORDINALS.contains(previous) || MONTHS.get("de").contains(next);
    }

    /** No further back than an abbreviation is long. */
    private static int wordStart(String text, int start, int end) {
        int i = end;
        while (i > start && end - i < 12 && Character.isLetterOrDigit(text.charAt(i - 1))) {
            i--;
        }
        return i;
    }

    private static int wordEnd(String text, int start) {
        int i = start;
        while (i < text.length() && i - start < 12 && Character.isLetterOrDigit(text.charAt(i))) {
            i++;
        }
        return i;
    }
}
