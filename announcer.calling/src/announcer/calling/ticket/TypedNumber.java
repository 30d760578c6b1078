package announcer.calling.ticket;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Numbers that are typed by hand: of paper tickets, and of orders. A board shows them to everybody, so that what could be a name is none: at most
 * four letters, and a digit among them.
 */
public final class TypedNumber {
    /** What is wrong with what is none. */
    public static final String RULE = "a number has 1 to 16 letters, digits, dashes, points, slashes and spaces, of which a digit at least and four"
            + " letters at most";
    private static final int LONGEST = 16;
    private static final int MOST_LETTERS = 4;
    private static final Pattern SHAPE = Pattern.compile("[\\p{L}\\p{Nd}](?:[\\p{L}\\p{Nd} ./-]*[\\p{L}\\p{Nd}])?");

    private TypedNumber() {
    }

    /** As it is printed: in capital letters, with the plain digits of wide ones; empty: it is none. */
    public static Optional<String> of(String typed) {
        // Before the form is changed: some single characters become long.
        if (typed.length() > 4 * LONGEST) {
            return Optional.empty();
        }
        String plain = Normalizer.normalize(typed, Normalizer.Form.NFKC).strip().replaceAll(" +", " ").toUpperCase(Locale.ROOT);
        boolean fits = plain.length() <= LONGEST && SHAPE.matcher(plain).matches() && plain.codePoints().anyMatch(Character::isDigit)
                && plain.codePoints().filter(Character::isLetter).count() <= MOST_LETTERS;
        return Optional.of(plain).filter(p -> fits);
    }
}
