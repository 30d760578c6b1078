package announcer.tts.freetts;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Finds what FreeTTS has taken for a state, a street or a title: it reads "CA 12" as "california twelve", "ST 12" as "saint twelve" and, between
 * certain words, "OK" as "oklahoma" and "Hi" as "hawaii". After a comma, as in "Austin, TX", a state is meant.
 */
final class UsStates {
    /** What it may read so, in capitals. */
    private static final Set<String> CODES = Set.of("AL", "AK", "AZ", "CA", "CO", "DC", "DE", "FL", "GA", "HI", "IA", "ID", "IL", "ILL",
            "KS", "KY",
            "LA", "MA", "MD", "ME", "MI", "MN", "MS", "MT", "MO", "NC", "ND", "NE", "NH", "NV", "NY", "OH", "OK", "OR", "PA", "RI", "SC",
            "SD", "TN",
            "TX", "UT", "VA", "WA", "WI", "WV", "WY", "PR");
    private static final Set<String> TITLES = Set.of("ST", "DR");
    /** Words and names that it may read as a state when they begin with a capital. */
    private static final Set<String> WORDS = Set.of("Al", "Cal", "Co", "De", "Del", "Fl", "Hi", "Ia", "Il", "Ind", "La", "Lou", "Lous",
            "Ma",
            "Mass", "Md", "Me", "Mi", "Minn", "Miss", "Mo", "Mt", "Ne", "Neb", "Nev", "Or", "Ore", "Pa", "Penn", "Tex", "Tn", "Wa", "Wash",
            "Wi",
            "Wy", "Ca", "Ak", "Az", "Ga", "Ks", "Ky", "Tx");
    /** Words that stay words in a text of capitals. */
    private static final Set<String> WORDS_IN_CAPITALS = Set.of("HI", "LA", "MA", "ME", "OH", "OR", "PA");

    private UsStates() {
    }

    /**
     * Returns what is to stand in a token's place so that it is read as it is meant; the token itself when it was.
     *
     * @param words what FreeTTS has made of the token
     * @param afterComma whether the token before ends with a comma
     * @param beforeNumber whether the next token begins with a digit
     */
    static String meant(String token, List<String> words, boolean afterComma, boolean beforeNumber) {
        int letters = 0;
        while (letters < token.length() && Character.isLetter(token.charAt(letters))) {
            letters++;
        }
        String word = token.substring(0, letters);
        String number = token.substring(letters);
        boolean numbered = !number.isEmpty() || beforeNumber;
        boolean title = TITLES.contains(word) && numbered;
        boolean code = CODES.contains(word) || title;
        if (!code && !(number.isEmpty() && WORDS.contains(word)) || !title && afterComma && number.isEmpty() || isRead(word, words)) {
            return token;
        }
        if (!code || !numbered && WORDS_IN_CAPITALS.contains(word)) {
            return word.toLowerCase(Locale.ROOT);
        }
        // "ay", since the letter by itself is read as the article.
        String spelled = word.replace("", " ").strip().replace("A", "ay");
        return number.isEmpty() ? spelled : spelled + " " + number;
    }

    /** Whether it was read as it is written, or letter by letter. */
    private static boolean isRead(String word, List<String> words) {
        String written = word.toLowerCase(Locale.ROOT);
        return words.isEmpty() || words.get(0).equals(written)
                || words.size() >= word.length() && words.get(0).replace("_", "").equals(written.substring(0, 1));
    }
}
