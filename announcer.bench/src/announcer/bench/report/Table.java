package announcer.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Plain text in columns, ready for a Markdown page. Used by one thread. */
public final class Table {
    private final List<String[]> rows = new ArrayList<>();
    private final int columns;

    /** With these headings. */
    public Table(String... headings) {
        columns = headings.length;
        rows.add(headings);
    }

    /** One more row; numbers with a fraction are shown with three significant places after the point at most. */
    public Table row(Object... cells) {
        if (cells.length != columns) {
            throw new IllegalArgumentException(cells.length + " cells in a table of " + columns + " columns");
        }
        String[] row = new String[columns];
        for (int i = 0; i < columns; i++) {
            row[i] = cells[i] instanceof Double d ? number(d) : String.valueOf(cells[i]);
        }
        rows.add(row);
        return this;
    }

    /** A figure as a reader wants it: 183, 12.4, 0.042. */
    public static String number(double d) {
        double size = Math.abs(d);
        String format = size >= 100 ? "%.0f" : size >= 10 ? "%.1f" : size >= 1 ? "%.2f" : "%.3f";
        return String.format(Locale.ROOT, format, d);
    }

    /** As Markdown. */
    @Override
    public String toString() {
        int[] widths = new int[columns];
        for (String[] row : rows) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], row[i].length());
            }
        }
        StringBuilder out = new StringBuilder();
        for (int r = 0; r < rows.size(); r++) {
            line(out, rows.get(r), widths);
            if (r == 0) {
                String[] rule = new String[columns];
                for (int i = 0; i < columns; i++) {
                    rule[i] = "-".repeat(widths[i]);
                }
                line(out, rule, widths);
            }
        }
        return out.toString();
    }

    private static void line(StringBuilder out, String[] cells, int[] widths) {
        for (int i = 0; i < cells.length; i++) {
            out.append("| ").append(cells[i]).append(" ".repeat(widths[i] - cells[i].length())).append(' ');
        }
        out.append("|\n");
    }
}
