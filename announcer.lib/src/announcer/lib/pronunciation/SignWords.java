package announcer.lib.pronunciation;

import java.util.Map;

/** Puts a sign within a token into words, a pause or punctuation, by what stands around it. Not thread-safe, as its line. */
final class SignWords {
    /** Characters of a code up to a digit of it, at the most. */
    private static final int LONGEST_CODE = 12;
    private static final Map<Character, String> SIGN_WORDS = Map.ofEntries(Map.entry('%', "percent"), Map.entry('&', "and"),
            Map.entry('@', "at"), Map.entry('+', "plus"), Map.entry('=', "equals"), Map.entry('*', "star"), Map.entry('_', "underscore"),
            Map.entry('/', "slash"), Map.entry('\\', "backslash"), Map.entry('<', "less than"), Map.entry('>', "greater than"),
            Map.entry('~', "tilde"), Map.entry('^', "caret"));

    private final WordLine out;

    SignWords(WordLine out) {
        this.out = out;
    }

    /** Returns the word for a sign, wherever it stands; "" when there is none. */
    static String word(char sign) {
        return SIGN_WORDS.getOrDefault(sign, "");
    }

    /** Says the sign at this place of a token. */
    void say(String token, int at) {
        char c = token.charAt(at);
        char last = at > 0 ? token.charAt(at - 1) : ' ';
        char next = at + 1 < token.length() ? token.charAt(at + 1) : ' ';
        switch (c) {
            case '.' -> dot(token, at, last, next);
            case ',', ';', ':', '!', '?' -> out.punctuation(c);
            case '|' -> out.pause();
            case '"', '\'', '`' -> {
                // Nothing to say.
            }
            case '-' -> dash(token, at, last, next);
            case '#' -> out.say(!Character.isLetterOrDigit(next) ? "hash" : isNumbered(token, at) ? "number" : "hashtag");
            case '~' -> out.say(isDigit(next) ? "about" : "tilde");
            default -> out.say(EnglishNumbers.isCurrency(c) ? EnglishNumbers.currency(c, out.endsWithOne()) : word(c));
        }
    }

    /** Whether what begins here is a number or a code. */
    private static boolean isNumbered(String token, int at) {
        return token.substring(at, Math.min(token.length(), at + LONGEST_CODE)).codePoints().anyMatch(Character::isDigit);
    }

    private void dot(String token, int at, char last, char next) {
        if (!Character.isLetterOrDigit(last) || !Character.isLetterOrDigit(next)) {
            out.punctuation('.');
            return;
        }
        // A space was forgotten: "go to gate 5.Thank you".
        boolean sentence = !Character.isUpperCase(last) && Character.isUpperCase(next)
                && (at + 2 == token.length() || !Character.isUpperCase(token.charAt(at + 2)));
        if (sentence) {
            out.punctuation('.');
        } else {
            out.say("dot");
        }
    }

    private void dash(String token, int at, char last, char next) {
        boolean amount = isDigit(next) || EnglishNumbers.isCurrency(next);
        if (amount && isAmountBefore(token, at)) {
            out.say("to");
        } else if (!Character.isLetterOrDigit(last)) {
            if (amount) {
                out.say("minus");
            } else {
                out.pause();
            }
        } else if (!Character.isLetterOrDigit(next)) {
            out.pause();
        }
    }

    /** Whether a dash here may stand between two amounts or times: behind "5", "5%", "5\u20ac", "5pm". */
    static boolean isAmountBefore(String token, int dash) {
        char last = dash > 0 ? token.charAt(dash - 1) : ' ';
        if (isDigit(last) || last == '%' || EnglishNumbers.isCurrency(last)) {
            return true;
        }
        return dash > 2 && "mM".indexOf(last) >= 0 && "aApP".indexOf(token.charAt(dash - 2)) >= 0 && isDigit(token.charAt(dash - 3));
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
