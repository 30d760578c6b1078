package announcer.lib.text;

/** The beginning of a text that somebody else wrote, as it may stand in a message or a log line. */
public final class Excerpt {
    private static final String CUT = "...";

    private Excerpt() {
    }

    /**
     * Returns the text, or its beginning and three points. Never cuts a character in two. Control characters, which could forge a line of a
     * log, become U+FFFD.
     *
     * @param maxLength in code points, without the points
     */
    public static String of(String text, int maxLength) {
        String clean = text.replaceAll("\\p{Cntrl}", "\uFFFD");
        return clean.codePointCount(0, clean.length()) <= maxLength
                ? clean
                : clean.substring(0, clean.offsetByCodePoints(0, maxLength)) + CUT;
    }

    /** Returns the same in double quotes. */
    public static String quoted(String text, int maxLength) {
        return '"' + of(text, maxLength) + '"';
    }
}
