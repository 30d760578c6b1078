package announcer.tts.system;

import java.text.Normalizer;

/** The text as every speech program can have it: without what it may take for something else than text, each character in its usual form. */
final class TextSanitizer {
    private TextSanitizer() {
    }

    /**
     * Replaces control characters and halves of surrogate pairs by spaces: programs take some of them for commands (espeak-ng: character 1), or
     * for the end. Line ends and tabs stay. Letters and their accents are composed, digits of all scripts become 0 to 9, and letters and
     * numbers in other shapes (wide, ligatures, in circles, Roman) are written in the usual ones, since programs drop them.
     */
    static String sanitize(String text) {
        StringBuilder sanitized = new StringBuilder(text.length());
        int before = 0;
        for (int c : Normalizer.normalize(text, Normalizer.Form.NFC).codePoints().toArray()) {
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
            to.append(usual(c));
        } else {
            to.appendCodePoint(c);
        }
    }

    private static String usual(int c) {
        return Normalizer.normalize(Character.toString(c), Normalizer.Form.NFKC);
    }
}
