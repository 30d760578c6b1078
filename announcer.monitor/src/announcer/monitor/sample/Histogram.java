package announcer.monitor.sample;

import java.util.Arrays;
import java.util.List;

/** Counts of durations by size. Safe for use by any thread. */
public final class Histogram {
    private static final double[] UPPER_SECONDS = {0.05, 0.1, 0.2, 0.3, 0.5, 1, 2, 5, 10, 30, 60, 300, Double.POSITIVE_INFINITY};

    private final long[] counts = new long[UPPER_SECONDS.length];
    private double sum;

    /**
     * A bucket: the observations that fell into it and into none below it.
     *
     * @param upperSeconds its upper bound, which belongs to it; the last has none
     * @param count how many
     */
    public record Bucket(double upperSeconds, long count) {}

    /** The counts at one moment. */
    public record Counts(List<Bucket> buckets, double sumSeconds) {}

    synchronized void add(double seconds) {
        int place = Arrays.binarySearch(UPPER_SECONDS, seconds);
        counts[place >= 0 ? place : -place - 1]++;
        sum += seconds;
    }

    public synchronized Counts counts() {
        Bucket[] buckets = new Bucket[counts.length];
        Arrays.setAll(buckets, i -> new Bucket(UPPER_SECONDS[i], counts[i]));
        return new Counts(List.of(buckets), sum);
    }
}
