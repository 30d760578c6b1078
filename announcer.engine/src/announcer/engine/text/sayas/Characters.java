package announcer.engine.text.sayas;

/** What may be spoken at all, character by character. */
public final class Characters {
    private Characters() {
    }

    /**
     * The text without what no engine should see: control characters, lone surrogates, byte order marks and what XML forbids. Tabs and ends
     * of lines become spaces.
     */
    public static String clean(String text) {
        int i = 0;
        while (i < text.length() && isPlain(text.charAt(i))) {
            i++;
        }
        if (i == text.length()) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length()).append(text, 0, i);
        while (i < text.length()) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (isLineOrTab(c)) {
                out.append(' ');
            } else if (isSpeakable(c)) {
                out.appendCodePoint(c);
            }
        }
        return out.toString();
    }

    private static boolean isPlain(char c) {
        return c >= ' ' && c < 0x7f;
    }

    private static boolean isLineOrTab(int c) {
        return c >= '\t' && c <= '\r' || c == 0x85 || c == 0x2028 || c == 0x2029;
    }

    private static boolean isSpeakable(int c) {
        return !Character.isISOControl(c) && !(c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) && c != 0xfeff
                && c != 0xfffe && c != 0xffff;
    }

    /** Whether there is anything to speak: not only space, punctuation, and what does not show. */
    public static boolean hasWords(CharSequence text) {
        return nextWord(text, 0, text.length()) < text.length();
    }

    /** Where the next character that can be spoken is; {@code end} when there is none. */
    public static int nextWord(CharSequence text, int start, int end) {
        int i = start;
        while (i < end) {
            int c = Character.codePointAt(text, i);
            if (isWord(c)) {
                return i;
            }
            i += Character.charCount(c);
        }
        return end;
    }

    private static boolean isWord(int c) {
        return switch (Character.getType(c)) {
            case Character.SPACE_SEPARATOR, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.CONTROL, Character.FORMAT,
                    Character.SURROGATE, Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.CONNECTOR_PUNCTUATION,
                    Character.DASH_PUNCTUATION, Character.START_PUNCTUATION, Character.END_PUNCTUATION,
                    Character.INITIAL_QUOTE_PUNCTUATION, Character.FINAL_QUOTE_PUNCTUATION, Character.OTHER_PUNCTUATION ->
                false;
            default -> true;
        };
    }

    /** A space that may be trimmed or cut at. */
    public static boolean isSpace(char c) {
        return c == ' ' || c == '\u00a0' || c == '\u3000';
    }

    /** Written without spaces between words, about three letters' worth of speech each. */
    public static boolean isCjk(char c) {
        return c >= '\u3000' && c <= '\u9fff' || c >= '\uf900' && c <= '\ufaff' || c >= '\uff00' && c <= '\uffef';
    }
}
