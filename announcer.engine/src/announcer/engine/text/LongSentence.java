package announcer.engine.text;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import com.ibm.icu.text.BreakIterator;
import announcer.engine.text.sayas.Characters;

/** Cuts a sentence that is too long to wait for: at the end of a clause, else at a space, else between two characters. */
final class LongSentence {
    /** In letters; 80 Chinese or Japanese characters come to the same. */
    static final int LONGEST = 240;
    static final int CJK_WEIGHT = 3;
    /** No part is shorter than this because of a clause or a space. */
    static final int SHORTEST = LONGEST / 4;

    private static final String CLAUSE_ENDS = ",;:)\u2013\u2014\u060c\u061b";
    private static final String CJK_CLAUSE_ENDS = "\uff0c\u3001\uff1b\uff1a";
    private static final int LOOK_BEYOND = 32;

    /** A cut before the character {@code at}, and the pause there. */
    record Cut(int at, Duration pause) {}

    private final String text;
    private final int[] weights;
    private final boolean[] whole;

    LongSentence(String text, int[] weights, boolean[] whole) {
        this.text = text;
        this.weights = weights;
        this.whole = whole;
    }

    /** Where the sentence from {@code start} to {@code end} is cut; nowhere when it is short enough. */
    List<Cut> cuts(int start, int end) {
        List<Cut> cuts = new ArrayList<>();
        int from = start;
        Cut next = next(from, end);
        while (next != null) {
            cuts.add(next);
            from = next.at();
            next = next(from, end);
        }
        return cuts;
    }

    private Cut next(int start, int end) {
        int weight = 0;
        int clause = -1;
        int space = -1;
        for (int i = start; i < end; i++) {
            weight += weights[i];
            if (weight > LONGEST) {
                return cut(start, i, end, clause, space);
            }
            boolean cuttable = weight >= SHORTEST && !whole[i + 1];
            if (cuttable && isClauseEnd(i)) {
                clause = i + 1;
            } else if (cuttable && text.charAt(i) == ' ') {
                space = i + 1;
            }
        }
        return null;
    }

    private Cut cut(int start, int limit, int end, int clause, int space) {
        if (clause > 0) {
            return new Cut(clause, Splitter.AFTER_CLAUSE);
        }
        return new Cut(space > 0 ? space : betweenCharacters(start, limit, end), Splitter.AFTER_HARD_CUT);
    }

    private boolean isClauseEnd(int i) {
        char c = text.charAt(i);
        boolean dash = c == '-' && i > 0 && text.charAt(i - 1) == ' ';
        return CJK_CLAUSE_ENDS.indexOf(c) >= 0
                || (dash || CLAUSE_ENDS.indexOf(c) >= 0) && i + 1 < text.length() && Characters.isSpace(text.charAt(i + 1));
    }

    /** Not within what shows as one character, unless that is longer than a sentence may be. */
    private int betweenCharacters(int start, int limit, int end) {
        BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
        characters.setText(text.substring(start, Math.min(end, limit + LOOK_BEYOND)));
        int at = characters.preceding(limit - start + 1);
        if (at > 0) {
            return start + at;
        }
        return Character.isLowSurrogate(text.charAt(limit)) && limit - 1 > start ? limit - 1 : limit;
    }
}
