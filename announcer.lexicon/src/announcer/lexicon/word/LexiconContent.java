package announcer.lexicon.word;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import announcer.lexicon.word.WrittenForm.Unusable;
import announcer.lib.text.Excerpt;

/**
 * What a file holds.
 *
 * @param locale the language it is for
 * @param entries in its order
 * @param leftOut why some of what it holds is not used, one sentence each; few of them, and how many more
 */
record LexiconContent(Locale locale, List<Entry> entries, List<String> leftOut) {
    /** How many entries one file may have. */
    static final int MOST = 10_000;
    private static final int EXCERPT = 40;

    LexiconContent {
        entries = List.copyOf(entries);
        leftOut = List.copyOf(leftOut);
    }

    /** Takes entries one by one. Not thread-safe. */
    static final class Builder {
        private static final int TOLD = 3;

        private final List<Entry> entries = new ArrayList<>();
        private final Set<String> seen = new HashSet<>();
        private final List<String> leftOut = new ArrayList<>();
        private int more;

        /** @param where for messages, such as "line 3" */
        void add(String written, String alias, String phonemes, String where) throws BadLexiconException {
            if (entries.size() >= MOST) {
                throw new BadLexiconException("it has more than " + MOST + " entries; divide it into several files");
            }
            try {
                Entry entry = new Entry(WrittenForm.of(written), alias.isEmpty() ? "" : WrittenForm.said(alias),
                        phonemes.isEmpty() ? "" : WrittenForm.said(phonemes));
                if (seen.add(entry.written())) {
                    entries.add(entry);
                } else {
                    leaveOut(where + " has " + Excerpt.quoted(written, EXCERPT) + " once more; the first one is used");
                }
            } catch (Unusable e) {
                throw new BadLexiconException(where + ", entry " + Excerpt.quoted(written, EXCERPT) + ": " + e.getMessage());
            }
        }

        void leaveOut(String why) {
            if (leftOut.size() < TOLD) {
                leftOut.add(why);
            } else {
                more++;
            }
        }

        LexiconContent build(Locale locale) {
            if (more > 0) {
                leftOut.add("and " + more + " more");
            }
            return new LexiconContent(locale, entries, leftOut);
        }
    }
}
