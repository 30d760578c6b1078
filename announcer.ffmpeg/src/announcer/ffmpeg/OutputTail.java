package announcer.ffmpeg;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The latest lines of ffmpeg's output, bounded in number and length, credentials masked. Safe for use by any thread. */
final class OutputTail {
    static final int LINES = 100;
    static final int LENGTH = 500;

    private final Mask mask;
    private final Deque<String> lines = new ArrayDeque<>(LINES);

    OutputTail(Mask mask) {
        this.mask = mask;
    }

    void add(String line) {
        // Masked before it is cut: a cut through a URL would hide its @ and show its password.
        String masked = mask.apply(line);
        String bounded = masked.length() <= LENGTH ? masked : masked.substring(0, LENGTH - 3) + "...";
        synchronized (lines) {
            if (lines.size() == LINES) {
                lines.removeFirst();
            }
            lines.addLast(bounded);
        }
    }

    /** Oldest first. */
    List<String> lines() {
        synchronized (lines) {
            return List.copyOf(lines);
        }
    }
}
