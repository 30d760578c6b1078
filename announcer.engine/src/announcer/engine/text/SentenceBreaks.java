package announcer.engine.text;

import java.text.BreakIterator;
import java.util.Arrays;
import java.util.Locale;
import announcer.engine.text.sayas.Characters;

/** Where sentences end. */
final class SentenceBreaks {
    private static final String ENDS = ".!?\u2026\u3002\uff01\uff1f\uff0e\u061f\u06d4\u0964\u0965";
    private static final String CLOSERS = "\"')]}\u00bb\u201c\u201d\u2019\u300d\u300f\uff09";

    private SentenceBreaks() {
    }

    /**
     * The end of each sentence; the last is the end of the text. Every sentence has words in it, if the text has any.
     *
     * @param whole for each character, whether a cut before it is not allowed
     */
    static int[] ends(String text, Locale locale, boolean[] whole) {
        int[] ends = new int[16];
        int count = 0;
        int start = 0;
        int lastWord = lastWord(text);
        Abbreviations abbreviations = Abbreviations.of(locale);
        BreakIterator sentences = BreakIterator.getSentenceInstance(locale);
        sentences.setText(text);
        for (int end = sentences.next(); end != BreakIterator.DONE && end <= lastWord; end = sentences.next()) {
            if (!whole[end] && Characters.nextWord(text, start, end) < end && !abbreviations.endsWithOne(text, start, end)) {
                if (count + 1 == ends.length) {
                    ends = Arrays.copyOf(ends, count * 2);
                }
                ends[count++] = end;
                start = end;
            }
        }
        ends[count++] = text.length();
        return Arrays.copyOf(ends, count);
    }

    private static int lastWord(String text) {
        int i = text.length();
        while (i > 0) {
            int c = text.codePointBefore(i);
            i -= Character.charCount(c);
            if (Characters.nextWord(text, i, i + Character.charCount(c)) == i) {
                return i;
            }
        }
        return -1;
    }

    /** Whether the text ends as a sentence does. */
    static boolean isEnd(String text) {
        int i = text.length() - 1;
        while (i >= 0 && (Characters.isSpace(text.charAt(i)) || CLOSERS.indexOf(text.charAt(i)) >= 0)) {
            i--;
        }
        return i >= 0 && ENDS.indexOf(text.charAt(i)) >= 0;
    }
}
