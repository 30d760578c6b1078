package announcer.lib.pronunciation;

import java.util.Locale;
import java.util.Set;

/**
 * The letter A of a ticket in an English text, which every engine would take for the article: "A zero two three, please go to counter A". It is a
 * capital by itself with numbers in words around it, or the last word of what it stands in; "A two-hour delay" begins with an article.
 */
public final class LetterA {
    private static final Set<String> DIGITS = Set.of("zero", "oh", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine");
    private static final Set<String> NUMBERS = Set.of("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen",
            "eighteen", "nineteen", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety");
    private static final Set<String> AFTER_TICKETS = Set.of("to", "please", "is", "at", "and", "now");
    /** Of a ticket, behind the A. */
    private static final int MOST_LETTERS = 3;
    private static final String PUNCTUATION = ".,;:!?";

    private final String[] words;

    private LetterA(String[] words) {
        this.words = words;
    }

    /** Returns the text with this in place of each A that is a letter's name. */
    public static String named(String text, String name) {
        if (text.indexOf('A') < 0) {
            return text;
        }
        LetterA a = new LetterA(text.split(" ", -1));
        boolean[] letters = new boolean[a.words.length];
        for (int i = 0; i < letters.length; i++) {
            letters[i] = core(a.words[i]).equals("A") && a.isLetter(i);
        }
        for (int i = 0; i < letters.length; i++) {
            a.words[i] = letters[i] ? name + a.words[i].substring(1) : a.words[i];
        }
        return String.join(" ", a.words);
    }

    private boolean isLetter(int i) {
        if (isClosed(i)) {
            return words.length > 1;
        }
        int next = i + 1;
        while (next < words.length - 1 && next <= i + MOST_LETTERS && isLetterName(words[next])) {
            next++;
        }
        boolean first = i == 0 || ".!?".indexOf(last(words[i - 1])) >= 0;
        if (!first) {
            return isNumber(next) || isNumber(i - 1) && !isClosed(i - 1);
        }
        return isNumber(next) && (next > i + 1 || isClosed(next) || core(words[next]).equalsIgnoreCase("zero")
                || isDigit(next) && isDigit(next + 1) || endsTicket(next + 1));
    }

    /** What stands behind a ticket and not behind "a five". */
    private boolean endsTicket(int i) {
        return AFTER_TICKETS.contains(words[i]) || isLetterName(words[i]);
    }

    private static boolean isLetterName(String word) {
        return word.length() == 1 && Character.isUpperCase(word.charAt(0));
    }

    private static char last(String word) {
        return word.isEmpty() ? ' ' : word.charAt(word.length() - 1);
    }

    /** Whether nothing follows, or punctuation does. */
    private boolean isClosed(int i) {
        return i == words.length - 1 || PUNCTUATION.indexOf(last(words[i])) >= 0;
    }

    private boolean isDigit(int i) {
        return i < words.length && DIGITS.contains(core(words[i]).toLowerCase(Locale.ROOT));
    }

    /** "seven", "twelve", "twenty-one". */
    private boolean isNumber(int i) {
        String word = core(words[i]).toLowerCase(Locale.ROOT);
        int hyphen = word.indexOf('-');
        return DIGITS.contains(word) || NUMBERS.contains(word)
                || hyphen > 0 && NUMBERS.contains(word.substring(0, hyphen)) && DIGITS.contains(word.substring(hyphen + 1));
    }

    private static String core(String word) {
        int end = word.length();
        while (end > 0 && PUNCTUATION.indexOf(word.charAt(end - 1)) >= 0) {
            end--;
        }
        return word.substring(0, end);
    }
}
