package announcer.tts.system;

import java.text.Normalizer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The text as every speech program can have it: without what it may take for something else than text, each character in its usual form. */
final class TextSanitizer {
    /** Letters whose parts make one character. Other scripts stay as they are typed: programs know that, and NFC would take it apart. */
    private static final Pattern PARTS = Pattern
            .compile("[\\p{IsLatin}\\p{IsGreek}\\p{IsCyrillic}\\p{IsHiragana}\\p{IsKatakana}]\\p{Mn}++|[\\u1100-\\u11ff]{2,}+");

    private TextSanitizer() {
    }

    /**
     * Replaces control characters and halves of surrogate pairs by spaces: programs take some of them for commands (espeak-ng: character 1), or
     * for the end. Line ends and tabs stay. Letters of Latin, Greek, Cyrillic, kana and Hangul are composed, digits of all scripts become 0 to
     * 9, and letters and numbers in other shapes (wide, ligatures, in circles, Roman) are written in the usual ones, since programs drop them.
     */
    static String sanitize(String text) {
        StringBuilder sanitized = new StringBuilder(text.length());
        int before = 0;
        for (int c : PARTS.matcher(text).replaceAll(TextSanitizer::composed).codePoints().toArray()) {
            append(c, before, sanitized);
            before = c;
        }
        return sanitized.toString();
    }

    private static void append(int c, int before, StringBuilder to) {
        boolean line = c == '\n' || c == '\t';
        int type = Character.getType(c);
        if ((type == Character.CONTROL || type == Character.SURROGATE || (c & 0xfffe) == 0xfffe) && !line) {
            to.append(' ');
        } else if (c < 0x100) {
            // ½ and ² as well: they are known.
            to.appendCodePoint(c);
        } else if (Character.isDigit(c)) {
            to.append(Character.digit(c, 10));
        } else if (type == Character.OTHER_NUMBER || type == Character.LETTER_NUMBER) {
            // Not to be one number with the digits before, but with each other.
            to.append(before < 0x80 && Character.isDigit(before) ? " " : "").append(usual(c).replace('\u2044', '/'));
        } else if (Character.isLetter(c)) {
            to.append(letter(c));
        } else {
            to.appendCodePoint(c);
        }
    }

    private static String composed(MatchResult parts) {
        return Normalizer.normalize(parts.group(), Normalizer.Form.NFC);
    }

    /** Letters that only Unicode takes apart, as Thai \u0e33, stay; ligatures of fonts do not, nor \ufdfa: espeak-ng says their codes. */
    private static String letter(int c) {
        String usual = usual(c);
        boolean font = c >= 0xfb00 && c <= 0xfdff || c >= 0xfe70 && c <= 0xfeff;
        boolean latin = Character.UnicodeScript.of(c) == Character.UnicodeScript.LATIN;
        return font || latin || usual.codePointCount(0, usual.length()) == 1 ? usual : Character.toString(c);
    }

    private static String usual(int c) {
        return Normalizer.normalize(Character.toString(c), Normalizer.Form.NFKC);
    }
}
