package announcer.bench.fuzz;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import announcer.bench.report.Table;

/** Counts what became of odd texts, by kind and by voice. Safe for any thread. */
final class FuzzReport {
    private static final int EXAMPLES = 20;
    private static final int CAUSES = 15;
    private static final int LONGEST = 160;

    private final Map<OddKind, Map<FuzzOutcome, Integer>> byKind = new EnumMap<>(OddKind.class);
    private final Map<String, Map<FuzzOutcome, Integer>> byVoice = new TreeMap<>();
    private final Map<String, Integer> causes = new HashMap<>();
    private final List<String> examples = new ArrayList<>();
    private int count;
    private int wrong;

    synchronized void add(OddText text, String voice, FuzzRun.Result result) {
        count++;
        byKind.computeIfAbsent(text.kind(), k -> new EnumMap<>(FuzzOutcome.class)).merge(result.outcome(), 1, Integer::sum);
        byVoice.computeIfAbsent(voice, v -> new EnumMap<>(FuzzOutcome.class)).merge(result.outcome(), 1, Integer::sum);
        if (!result.cause().isBlank()) {
            causes.merge(result.outcome() + ": " + general(result.cause()), 1, Integer::sum);
        }
        if (!result.outcome().fine()) {
            wrong++;
            if (examples.size() < EXAMPLES) {
                examples.add(result.outcome() + " by " + voice + ": " + text + ": " + result.cause());
            }
        }
    }

    synchronized int count() {
        return count;
    }

    /** How many went as none may go. */
    synchronized int wrong() {
        return wrong;
    }

    /** Tables of all counts, the commonest causes, and examples of what went wrong. */
    synchronized String text() {
        StringBuilder out = new StringBuilder(table("kind", byKind)).append('\n').append(table("voice", byVoice));
        out.append("\nCommonest causes:\n");
        causes.entrySet().stream().sorted(Comparator.comparing((Map.Entry<String, Integer> e) -> e.getValue(), Collections.reverseOrder())
                .thenComparing(Map.Entry::getKey)).limit(CAUSES)
                .forEach(e -> out.append("- ").append(e.getValue()).append(" times ").append(e.getKey()).append('\n'));
        examples.forEach(e -> out.append("WRONG: ").append(e).append('\n'));
        return out.toString();
    }

    private static <K> String table(String name, Map<K, Map<FuzzOutcome, Integer>> counts) {
        List<FuzzOutcome> columns = new ArrayList<>();
        for (FuzzOutcome o : FuzzOutcome.values()) {
            if (counts.values().stream().anyMatch(m -> m.containsKey(o))) {
                columns.add(o);
            }
        }
        List<String> headings = new ArrayList<>(List.of(name));
        columns.forEach(o -> headings.add(words(o.name())));
        Table table = new Table(headings.toArray(String[]::new));
        Map<FuzzOutcome, Integer> all = new EnumMap<>(FuzzOutcome.class);
        counts.forEach((key, row) -> {
            table.row(cells(words(key.toString()), columns, row));
            row.forEach((o, n) -> all.merge(o, n, Integer::sum));
        });
        return table.row(cells("all", columns, all)).toString();
    }

    private static Object[] cells(String name, List<FuzzOutcome> columns, Map<FuzzOutcome, Integer> row) {
        List<Object> cells = new ArrayList<>(List.of(name));
        columns.forEach(o -> cells.add(row.getOrDefault(o, 0)));
        return cells.toArray();
    }

    private static String words(String name) {
        return name.equals(name.toUpperCase(java.util.Locale.ROOT)) ? name.toLowerCase(java.util.Locale.ROOT).replace('_', ' ') : name;
    }

    /** A cause without what differs from text to text. */
    private static String general(String cause) {
        String line = cause.replaceAll("\"[^\"]*\"", "\"...\"").replaceAll("[0-9]+", "N").replaceAll("[^ -~]+", "?");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
    }
}
