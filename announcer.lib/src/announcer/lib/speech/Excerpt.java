package announcer.lib.speech;

/** The start of a text, for messages. */
public final class Excerpt {
    private static final int CHARACTERS = 40;

    private Excerpt() {
    }

    /** Returns the first 40 characters in quotes; control characters are shown as U+FFFD. */
    public static String of(String text) {
        String clean = text.replaceAll("\\p{Cntrl}", "\uFFFD");
        int end = clean.offsetByCodePoints(0, Math.min(CHARACTERS, clean.codePointCount(0, clean.length())));
        return '"' + clean.substring(0, end) + (end < clean.length() ? "..." : "") + '"';
    }
}
