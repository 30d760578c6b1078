package announcer.bench.report;

import java.util.Arrays;
import java.util.Collection;

/**
 * Order statistics of a fixed set of values, by nearest rank: the p-th percentile is the smallest value that at least p % of all values do
 * not exceed, so that every figure printed is one that was measured. Immutable.
 */
public final class Percentiles {
    private final double[] sorted;

    private Percentiles(double[] sorted) {
        this.sorted = sorted;
    }

    /** Of these values, at least one. */
    public static Percentiles of(double... values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("percentiles of no values at all");
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return new Percentiles(sorted);
    }

    /** Of these values, at least one. */
    public static Percentiles of(Collection<Double> values) {
        return of(values.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** @param percent above 0, 100 at most */
    public double at(double percent) {
        if (!(percent > 0 && percent <= 100)) {
            throw new IllegalArgumentException("percent is " + percent + "; it must be above 0 and at most 100");
        }
        // 99.9 / 100 * 1000 is 999.0000000000001 in binary: without the small allowance the rank would be one too high.
        int rank = (int) Math.ceil(percent / 100 * sorted.length - 1e-9);
        return sorted[Math.max(rank, 1) - 1];
    }

    /** The 50th percentile. */
    public double median() {
        return at(50);
    }

    /** The largest value. */
    public double max() {
        return sorted[sorted.length - 1];
    }

    /** The smallest value. */
    public double min() {
        return sorted[0];
    }

    /** How many values there are. */
    public int count() {
        return sorted.length;
    }
}
