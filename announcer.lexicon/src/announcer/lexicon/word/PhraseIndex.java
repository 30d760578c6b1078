package announcer.lexicon.word;

import java.lang.Character.UnicodeScript;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the longest entry at a place of a text. Entries are sorted, and the range of those that go on as the text does is halved for each
 * character: a place costs the longest entry's length at most, times the logarithm of their number. Immutable; any thread.
 */
final class PhraseIndex {
    /** Written without spaces: a word may begin and end between any two characters. */
    private static final Set<UnicodeScript> WITHOUT_SPACES = EnumSet.of(UnicodeScript.HAN, UnicodeScript.HIRAGANA, UnicodeScript.KATAKANA,
            UnicodeScript.THAI, UnicodeScript.LAO, UnicodeScript.KHMER, UnicodeScript.MYANMAR, UnicodeScript.TIBETAN);

    private final Entry[] entries;

    /** @param entries no two with the same written form */
    PhraseIndex(Collection<Entry> entries) {
        this.entries = entries.stream().sorted(Comparator.comparing(Entry::written)).toArray(Entry[]::new);
    }

    boolean isEmpty() {
        return entries.length == 0;
    }

    /** The longest entry that is a whole word, or several, from {@code start} on. */
    Optional<Entry> longestAt(String text, int start) {
        Entry best = null;
        int low = 0;
        int high = entries.length;
        if (!isBoundary(text, start)) {
            return Optional.empty();
        }
        for (int length = 0; low < high; length++) {
            // What is sorted first is the one that ends here.
            if (entries[low].written().length() == length) {
                best = isBoundary(text, start + length) ? entries[low] : best;
                low++;
            }
            if (start + length >= text.length()) {
                break;
            }
            char c = WrittenForm.folded(text.charAt(start + length));
            low = firstNotBelow(low, high, length, c);
            high = firstNotBelow(low, high, length, c + 1);
        }
        return Optional.ofNullable(best);
    }

    /** The first of them whose character at {@code at} is {@code c} or more. All are longer than {@code at}, and the same before it. */
    private int firstNotBelow(int low, int high, int at, int c) {
        int from = low;
        int to = high;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (entries[middle].written().charAt(at) < c) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    /** Whether a word may begin or end here. */
    static boolean isBoundary(String text, int at) {
        if (at == 0 || at == text.length()) {
            return true;
        }
        return !runTogether(text.codePointBefore(at), text.codePointAt(at));
    }

    /** Whether two characters side by side belong to the same word. */
    static boolean runTogether(int before, int after) {
        return isOfWord(before) && isOfWord(after) && (isMark(after) || !standsAlone(before) && !standsAlone(after));
    }

    private static boolean isOfWord(int c) {
        return Character.isLetterOrDigit(c) || isMark(c);
    }

    private static boolean isMark(int c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK || type == Character.ENCLOSING_MARK;
    }

    private static boolean standsAlone(int c) {
        return WITHOUT_SPACES.contains(UnicodeScript.of(c));
    }
}
