package announcer.lib.process;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.UnaryOperator;

/** The latest lines of a program's output, bounded in number and length, with secrets masked. Safe for use by any thread. */
public final class OutputTail {
    private static final String CUT = "...";

    private final int maxLines;
    private final int maxLineLength;
    private final UnaryOperator<String> mask;
    private final Deque<String> lines = new ArrayDeque<>();

    /**
     * @param maxLines number of lines kept
     * @param maxLineLength in characters, at least 3
     * @param mask hides secrets in a line
     */
    public OutputTail(int maxLines, int maxLineLength, UnaryOperator<String> mask) {
        this.maxLines = maxLines;
        this.maxLineLength = maxLineLength;
        this.mask = mask;
    }

    /** Adds a line, and drops the oldest one when there are too many. */
    public void add(String line) {
        // Masked before it is cut: a cut through a URL would hide its @ and show its password.
        String masked = mask.apply(line);
        String bounded = masked.length() <= maxLineLength ? masked : masked.substring(0, maxLineLength - CUT.length()) + CUT;
        synchronized (lines) {
            if (lines.size() == maxLines) {
                lines.removeFirst();
            }
            lines.addLast(bounded);
        }
    }

    /** Returns the lines, oldest first. */
    public List<String> lines() {
        synchronized (lines) {
            return List.copyOf(lines);
        }
    }

    /**
     * Returns the end of the output in one line, without control characters; empty when there was nothing.
     *
     * @param maxLength in characters
     */
    public String inOneLine(int maxLength) {
        String all = String.join(" ", lines()).replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return all.substring(Math.max(0, all.length() - maxLength));
    }
}
