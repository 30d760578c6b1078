package announcer.lexicon.ticket;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** A ticket in its rows of letters, rows of digits, and single signs, in the order in which they are written. */
final class IdParts {
    private static final Set<UnicodeScript> SPELLED = EnumSet.of(UnicodeScript.LATIN, UnicodeScript.GREEK, UnicodeScript.CYRILLIC);

    /** What a part is. */
    enum Kind {
        /** Letters of an alphabet that can be spelled. */
        LETTERS,
        /** Letters and characters that are said as they are written. */
        WORD,
        /** ASCII digits. */
        DIGITS,
        /** One sign, or a row of spaces as one. */
        SIGN
    }

    record Part(Kind kind, String text) {}

    private IdParts() {
    }

    /** In other forms of the same letters and digits too (full width, in circles); digits of any script become ASCII ones. */
    static List<Part> of(String id) {
        List<Part> parts = new ArrayList<>();
        StringBuilder row = new StringBuilder();
        Kind kind = Kind.SIGN;
        for (int c : Normalizer.normalize(id.strip(), Normalizer.Form.NFKC).codePoints().toArray()) {
            Kind next = isMark(c) && !row.isEmpty() ? kind : kind(c);
            if (!row.isEmpty() && (next != kind || kind == Kind.SIGN)) {
                parts.add(new Part(kind, row.toString()));
                row.setLength(0);
            }
            kind = next;
            if (kind != Kind.DIGITS) {
                row.appendCodePoint(c);
            } else if (Character.isDigit(c)) {
                // No key cap around it.
                row.append(Character.digit(c, 10));
            }
        }
        if (!row.isEmpty()) {
            parts.add(new Part(kind, row.toString()));
        }
        return parts;
    }

    private static boolean isMark(int c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK || type == Character.ENCLOSING_MARK;
    }

    private static Kind kind(int c) {
        if (Character.isDigit(c)) {
            return Kind.DIGITS;
        }
        if (!Character.isLetterOrDigit(c) && !Character.isAlphabetic(c)) {
            return Kind.SIGN;
        }
        return SPELLED.contains(UnicodeScript.of(c)) ? Kind.LETTERS : Kind.WORD;
    }

    /** Whether there is a letter or a digit in it. */
    static boolean isSpoken(List<Part> parts) {
        return parts.stream().anyMatch(p -> p.kind() != Kind.SIGN);
    }
}
