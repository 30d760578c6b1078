package announcer.bench.report;

/**
 * Latenesses in buckets of 1 microsecond up to 1 s, made once so that recording allocates nothing and takes no lock. One thread writes;
 * read it when that thread has ended.
 */
public final class LatenessHistogram {
    private static final int BUCKETS = 1_000_000;

    private final int[] counts = new int[BUCKETS + 1];
    private long total;
    private long maxNanos;

    /** Counts one; an early one counts as on time, one above 1 s keeps its exact value as the maximum only. */
    public void record(long latenessNanos) {
        long micros = Math.max(latenessNanos, 0) / 1_000;
        counts[(int) Math.min(micros, BUCKETS)]++;
        total++;
        if (latenessNanos > maxNanos) {
            maxNanos = latenessNanos;
        }
    }

    /** How many were counted. */
    public long count() {
        return total;
    }

    /** In milliseconds, by nearest rank, 1 microsecond too high at most. */
    public double percentileMillis(double percent) {
        if (total == 0) {
            throw new IllegalStateException("no lateness was recorded");
        }
        long rank = Math.max(1, (long) Math.ceil(percent / 100 * total - 1e-9));
        long seen = 0;
        for (int i = 0; i < counts.length; i++) {
            seen += counts[i];
            if (seen >= rank) {
                return Math.min((i + 1) / 1_000.0, maxMillis());
            }
        }
        throw new IllegalStateException("counted " + seen + " of " + total);
    }

    /** The worst, in milliseconds. */
    public double maxMillis() {
        return maxNanos / 1e6;
    }
}
