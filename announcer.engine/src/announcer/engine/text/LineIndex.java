package announcer.engine.text;

import java.util.Arrays;

/** Lines and columns of a document, both from 1. Built once; finding is logarithmic. */
final class LineIndex {
    /** A message is for people; values in it may be long. */
    private static final int LONGEST = 500;

    private final String document;
    private final int[] lineStarts;

    LineIndex(String document) {
        this.document = document;
        int[] starts = new int[16];
        int lines = 1;
        for (int i = document.indexOf('\n'); i >= 0; i = document.indexOf('\n', i + 1)) {
            if (lines == starts.length) {
                starts = Arrays.copyOf(starts, lines * 2);
            }
            starts[lines++] = i + 1;
        }
        lineStarts = Arrays.copyOf(starts, lines);
    }

    /** The offset of a place; the nearest one there is when there is no such place. */
    int offset(int line, int column) {
        int start = lineStarts[Math.max(0, Math.min(line, lineStarts.length) - 1)];
        return Math.min(document.length(), start + Math.max(0, column - 1));
    }

    MarkupException wrong(int offset, String text) {
        String message = text.length() <= LONGEST
                ? text
                : text.substring(0, LONGEST / 2) + "..." + text.substring(text.length() - LONGEST / 2);
        int found = Arrays.binarySearch(lineStarts, offset);
        int line = found >= 0 ? found : -found - 2;
        return new MarkupException(line + 1, offset - lineStarts[line] + 1, message);
    }
}
