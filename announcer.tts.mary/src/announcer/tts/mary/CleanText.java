package announcer.tts.mary;

/** Text as MaryTTS can take it. */
final class CleanText {
    /** No word is longer. MaryTTS's rules for unknown words take ever longer with their length. */
    static final int LONGEST_WORD = 40;
    private static final int SHORT = 40;

    private CleanText() {
    }

    /**
     * Without what XML 1.0 cannot hold (most control characters, lone surrogates, non-characters), without what lies beyond the Basic
     * Multilingual Plane (which MaryTTS cuts in halves), and with words of a bearable length. White space is a single space.
     */
    static String of(CharSequence text) {
        StringBuilder clean = new StringBuilder(text.length());
        int wordLength = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isWhitespace(c) || Character.isSpaceChar(c) || !isXml(c)) {
                wordLength = 0;
            } else if (++wordLength > LONGEST_WORD) {
                clean.append(' ');
                wordLength = 1;
            }
            if (wordLength > 0) {
                clean.append(c);
            } else if (clean.length() == 0 || clean.charAt(clean.length() - 1) != ' ') {
                clean.append(' ');
            }
        }
        return clean.toString();
    }

    private static boolean isXml(char c) {
        return c >= ' ' && c != 0x7f && !Character.isSurrogate(c) && c < 0xfffe && (c < 0xfdd0 || c > 0xfdef)
                && Character.getType(c) != Character.FORMAT && Character.getType(c) != Character.CONTROL;
    }

    /** The beginning of a text, in quotation marks, fit for a message. */
    static String shortened(String text) {
        String clean = text.replaceAll("\\p{Cntrl}", "\uFFFD");
        int end = clean.offsetByCodePoints(0, Math.min(SHORT, clean.codePointCount(0, clean.length())));
        return '"' + clean.substring(0, end) + (end < clean.length() ? "..." : "") + '"';
    }
}
