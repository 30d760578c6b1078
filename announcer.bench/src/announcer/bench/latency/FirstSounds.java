package announcer.bench.latency;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import announcer.bench.report.Percentiles;
import announcer.bench.report.Table;

/** Times to the first frame, by voice, number of sentences, and whether the cache knew them. Used by one thread. */
final class FirstSounds {
    private record Row(String voice, int sentences, boolean cached) {}

    private static final class Tries {
        private final List<Double> millis = new ArrayList<>();
        private int hits;
    }

    private final Map<Row, Tries> rows = new LinkedHashMap<>();

    /** @param hit whether the cache told that it was of use */
    void add(String voice, int sentences, boolean cached, double millis, boolean hit) {
        Tries tries = rows.computeIfAbsent(new Row(voice, sentences, cached), r -> new Tries());
        tries.millis.add(millis);
        tries.hits += hit ? 1 : 0;
    }

    Table table() {
        Table table = new Table("voice", "sentences", "cached", "tries", "median ms", "p95 ms", "max ms", "least ms", "cache hits");
        rows.forEach((row, tries) -> {
            Percentiles p = Percentiles.of(tries.millis);
            table.row(row.voice(), row.sentences(), row.cached() ? "yes" : "no", p.count(), p.median(), p.at(95), p.max(), p.min(),
                    tries.hits);
        });
        return table;
    }
}
