package announcer.tts.freetts;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keeps FreeTTS from taking codes and words for states: it reads "CA 12" as "california twelve", "Miss Smith" as "mississippi smith" and "Hi" as
 * "hawaii". After a comma, as in "Austin, TX", a state is meant.
 */
final class UsStates {
    /** What it reads as a state or as a title and a street (ST, DR), in capitals. */
    private static final Set<String> CODES = Set.of("AL", "AK", "AZ", "CA", "CO", "DC", "DE", "FL", "GA", "HI", "IA", "ID", "IL", "KS",
            "KY", "LA",
            "MA", "MD", "ME", "MI", "MN", "MS", "MT", "MO", "NC", "ND", "NE", "NH", "NV", "NY", "OH", "OK", "OR", "PA", "RI", "SC", "SD",
            "TN", "TX",
            "UT", "VA", "WA", "WI", "WV", "WY", "PR", "ST", "DR");
    /** Words and names that it reads as a state when they begin with a capital. */
    private static final Set<String> WORDS = Set.of("Al", "Cal", "Co", "De", "Del", "Fl", "Hi", "Ia", "Il", "Ind", "La", "Lou", "Lous",
            "Ma",
            "Mass", "Md", "Me", "Mi", "Minn", "Miss", "Mo", "Mt", "Ne", "Neb", "Nev", "Or", "Ore", "Pa", "Penn", "Tex", "Tn", "Wa", "Wash",
            "Wi",
            "Wy", "Ca", "Ak", "Az", "Ga", "Ks", "Ky", "Tx");
    /** Words that stay words in a text of capitals. */
    private static final Set<String> WORDS_IN_CAPITALS = Set.of("HI", "LA", "MA", "ME", "OH", "OR", "PA");
    private static final Pattern TOKEN = Pattern.compile("(?<![A-Za-z0-9'.-])(?<word>[A-Z][A-Za-z]{1,3}+)(?<number>[0-9]*+)(?![A-Za-z'-])");

    private UsStates() {
    }

    /** Returns the text with codes spelled, and such words without their capital. */
    static String apart(String text) {
        Matcher token = TOKEN.matcher(text);
        StringBuilder apart = null;
        int from = 0;
        while (token.find()) {
            String other = other(text, token);
            if (other != null) {
                apart = apart == null ? new StringBuilder(text.length() + 16) : apart;
                apart.append(text, from, token.start()).append(other);
                from = token.end();
            }
        }
        return apart == null ? text : apart.append(text, from, text.length()).toString();
    }

    /** Returns what stands in a token's place; null: it stays. */
    private static String other(String text, Matcher token) {
        String word = token.group("word");
        String number = token.group("number");
        boolean code = CODES.contains(word);
        if (!code && !WORDS.contains(word)) {
            return null;
        }
        boolean numbered = !number.isEmpty() || isDigit(text, token.end() + 1) && !endsWithDigit(text, token.start() - 2);
        boolean stateMeant = number.isEmpty() && token.start() > 1 && text.charAt(token.start() - 1) == ' '
                && text.charAt(token.start() - 2) == ',';
        if (stateMeant || !numbered && (word.equals("ST") || word.equals("DR"))) {
            return null;
        }
        if (!code || !numbered && WORDS_IN_CAPITALS.contains(word)) {
            return word.toLowerCase(java.util.Locale.ROOT) + (number.isEmpty() ? "" : " " + number);
        }
        // "ay", since the letter by itself is read as the article.
        String letters = word.replace("", " ").strip().replace("A", "ay");
        return number.isEmpty() ? letters : letters + " " + number;
    }

    private static boolean endsWithDigit(String text, int at) {
        return at >= 0 && text.charAt(at) >= '0' && text.charAt(at) <= '9';
    }

    private static boolean isDigit(String text, int at) {
        return at < text.length() && text.charAt(at - 1) == ' ' && text.charAt(at) >= '0' && text.charAt(at) <= '9';
    }
}
