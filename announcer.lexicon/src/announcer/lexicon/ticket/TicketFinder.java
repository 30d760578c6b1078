package announcer.lexicon.ticket;

/** Finds what looks like a ticket in a text: one to three capital letters and up to six digits, with a hyphen between them or none. */
public final class TicketFinder {
    private static final int MOST_LETTERS = 3;
    private static final int MOST_DIGITS = 6;

    private TicketFinder() {
    }

    /** Where the ticket ends that begins at {@code start}; {@code start} when none does. */
    public static int end(String text, int start) {
        if (start > 0 && joins(text.charAt(start - 1))) {
            return start;
        }
        int letters = start;
        while (letters < text.length() && letters - start < MOST_LETTERS && text.charAt(letters) >= 'A' && text.charAt(letters) <= 'Z') {
            letters++;
        }
        int digits = letters > start && letters < text.length() && text.charAt(letters) == '-' ? letters + 1 : letters;
        int end = digits;
        while (end < text.length() && end - digits < MOST_DIGITS && isDigit(text.charAt(end))) {
            end++;
        }
        return letters == start || end == digits || goesOn(text, end) ? start : end;
    }

    /** In "A-1/2" or "A1.5" there is more to it. */
    private static boolean goesOn(String text, int end) {
        if (end == text.length()) {
            return false;
        }
        char c = text.charAt(end);
        boolean sign = "-/.,:_@".indexOf(c) >= 0;
        return isWestern(c) || sign && end + 1 < text.length() && isWestern(text.charAt(end + 1));
    }

    private static boolean joins(char before) {
        return isWestern(before) || "-/.:_#@&'".indexOf(before) >= 0;
    }

    /** Chinese and Japanese have no spaces around a ticket. */
    private static boolean isWestern(char c) {
        return Character.isLetterOrDigit(c) && c < 0x2e80;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
