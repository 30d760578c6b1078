package announcer.engine.playout;

import java.util.Arrays;

/** How late the last ticks were. Written by the pacer without allocation; read, roughly consistent, by anybody. */
public final class LatenessWindow {
    private static final int SIZE = 512;

    private final int[] micros = new int[SIZE];
    private volatile int count;

    void record(long nanos) {
        int n = count;
        micros[n & (SIZE - 1)] = (int) Math.min(Integer.MAX_VALUE, Math.max(0, nanos / 1_000));
        // Wraps to negative after years; only the low bits and "at least SIZE" matter.
        count = n == Integer.MAX_VALUE ? SIZE : n + 1;
    }

    /** Median, 99th percentile and maximum in microseconds; zeros before the first tick. */
    public long[] percentiles() {
        int n = Math.min(count, SIZE);
        if (n == 0) {
            return new long[3];
        }
        int[] sorted = Arrays.copyOf(micros, n);
        Arrays.sort(sorted);
        return new long[]{sorted[(n - 1) / 2], sorted[(int) Math.ceil(n * 0.99) - 1], sorted[n - 1]};
    }
}
