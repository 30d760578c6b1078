package announcer.tts.system;

/** Text without what is no text. */
final class PlainText {
    private PlainText() {
    }

    /**
     * Control characters and halves of surrogate pairs as spaces: programs take some of them for commands (espeak-ng: character 1), or
     * for the end. Line ends and tabs stay.
     */
    static String clean(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints().map(PlainText::orSpace).forEach(clean::appendCodePoint);
        return clean.toString();
    }

    private static int orSpace(int c) {
        boolean line = c == '\n' || c == '\t';
        int type = Character.getType(c);
        boolean none = type == Character.CONTROL || type == Character.SURROGATE || (c & 0xfffe) == 0xfffe;
        return none && !line ? ' ' : c;
    }
}
