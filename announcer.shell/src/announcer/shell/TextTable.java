package announcer.shell;

import java.util.ArrayList;
import java.util.List;

/** Rows of words in aligned columns. */
final class TextTable {
    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();

    TextTable(String... titles) {
        rows.add(List.of(titles));
    }

    /** Adds a row of as many words as there are titles. What would break a line is shown as a space. */
    TextTable row(Object... words) {
        List<String> row = new ArrayList<>();
        for (Object word : words) {
            row.add(oneLine(String.valueOf(word)));
        }
        rows.add(row);
        return this;
    }

    boolean isEmpty() {
        return rows.size() == 1;
    }

    @Override
    public String toString() {
        int[] widths = new int[rows.get(0).size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], length(row.get(i)));
            }
        }
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                line.append(row.get(i)).append(" ".repeat(widths[i] - length(row.get(i)))).append(GAP);
            }
            lines.add(line.toString().stripTrailing());
        }
        return String.join("\n", lines);
    }

    /** At most so many characters, the last of them dots when something was left out. */
    static String shortened(String text, int most) {
        String line = oneLine(text);
        return length(line) <= most ? line : line.substring(0, line.offsetByCodePoints(0, most - 3)) + "...";
    }

    /** Control characters could also move a terminal's cursor. */
    private static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ");
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
