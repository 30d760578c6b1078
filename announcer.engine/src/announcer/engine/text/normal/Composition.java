package announcer.engine.text.normal;

import java.text.Normalizer;

/**
 * Letters and the marks behind them as one character each, where there is one: macOS sends "ü" as "u" and a mark, and espeak-ng speaks that as a
 * plain "u".
 */
final class Composition {
    /** The limit of Unicode's stream-safe format; a longer row of marks is nobody's word, and sorting it would cost the square of its length. */
    private static final int MOST_MARKS = 30;

    private Composition() {
    }

    static String composed(String text) {
        StringBuilder out = null;
        int i = 0;
        while (i < text.length()) {
            int end = end(text, i);
            String cluster = text.substring(i, end);
            String composed = end - i <= 2 * MOST_MARKS ? composedCluster(cluster) : cluster;
            if (out == null && !composed.equals(cluster)) {
                out = new StringBuilder(text.length()).append(text, 0, i);
            }
            if (out != null) {
                out.append(composed);
            }
            i = end;
        }
        return out == null ? text : out.toString();
    }

    /**
     * Composed only where that makes fewer characters of it, or one of one (the Kelvin sign): NFC also takes apart Indic letters with a dot and
     * sorts the points of Arabic and Hebrew, which engines know as they are typed.
     */
    private static String composedCluster(String cluster) {
        int first = cluster.codePointAt(0);
        if (cluster.length() == Character.charCount(first) && !hasTwin(first)) {
            return cluster;
        }
        String nfc = Normalizer.normalize(cluster, Normalizer.Form.NFC);
        int before = cluster.codePointCount(0, cluster.length());
        int after = nfc.codePointCount(0, nfc.length());
        return after < before || after == 1 ? nfc : cluster;
    }

    /** Whether it may be a second encoding of another character, as the Kelvin sign is of K: the ranges that hold all of those. */
    private static boolean hasTwin(int c) {
        return c >= 0x340 && c <= 0x387 || c >= 0x1f71 && c <= 0x1ffd || c >= 0x2126 && c <= 0x232a || c >= 0xf900 && c <= 0xfaff
                || c >= 0x2f800 && c <= 0x2fa1f;
    }

    private static int end(String text, int start) {
        int i = start + Character.charCount(text.codePointAt(start));
        while (i < text.length() && joins(text.codePointAt(i))) {
            i += Character.charCount(text.codePointAt(i));
        }
        return i;
    }

    private static boolean joins(int c) {
        if (c < 0x300) {
            return false;
        }
        int type = Character.getType(c);
        // Vowels and final consonants of decomposed Korean.
        return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK || c >= 0x1161 && c <= 0x11ff;
    }
}
