package announcer.engine.text.normal;

/**
 * The part of normalisation that needs no language. Every text passes it once, when it is taken in: plain text, and the text within SSML. A digit
 * that an engine drops without a word is a call that never came, so what is a number by any sign becomes a number in ASCII digits here.
 * <p>
 * It is no NFKC, which would turn {@code m²} into {@code m2}, {@code 3½} into {@code 31⁄2}, and spell out {@code ﷺ}. {@link Signs} says sign by
 * sign what is rewritten; everything else stays, above all the letters and points of all scripts, and emoji. What says something only in a
 * language ({@code ²}, {@code ½}, {@code №}, the minus sign) keeps one written form here ({@code ½} becomes {@code 1⁄2} with the fraction slash)
 * and is put into words by {@link SpokenForm}. Composition (NFC) is done where it shortens: it never takes apart or reorders what was typed,
 * for the rules of engines are written for that.
 * <p>
 * ASCII stays as it is. Doing it twice changes nothing. The result is at most eight times as long.
 */
public final class TextNormalizer {
    private TextNormalizer() {
    }

    /** The text with one way of writing for one thing. */
    public static String normalize(String text) {
        if (isAscii(text)) {
            return text;
        }
        return Composition.composed(DigitGroups.joined(new SignPass(text).run()));
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }
}
