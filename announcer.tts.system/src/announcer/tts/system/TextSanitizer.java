package announcer.tts.system;

/** Removes from a text the characters that a speech program may take for something else than text. */
final class TextSanitizer {
    private TextSanitizer() {
    }

    /**
     * Replaces control characters and halves of surrogate pairs by spaces: programs take some of them for commands (espeak-ng: character 1), or
     * for the end. Line ends and tabs stay.
     */
    static String sanitize(String text) {
        StringBuilder sanitized = new StringBuilder(text.length());
        text.codePoints().map(TextSanitizer::orSpace).forEach(sanitized::appendCodePoint);
        return sanitized.toString();
    }

    private static int orSpace(int c) {
        boolean line = c == '\n' || c == '\t';
        int type = Character.getType(c);
        boolean none = type == Character.CONTROL || type == Character.SURROGATE || (c & 0xfffe) == 0xfffe;
        return none && !line ? ' ' : c;
    }
}
