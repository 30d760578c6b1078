package announcer.engine.sound;

/** The sum of the last so many values; whole numbers, so that it is exact however long it runs. */
final class MovingSum {
    private final long[] values;
    private int oldest;
    private long sum;

    MovingSum(int length) {
        values = new long[length];
    }

    long push(long value) {
        sum += value - values[oldest];
        values[oldest] = value;
        oldest = oldest + 1 == values.length ? 0 : oldest + 1;
        return sum;
    }
}
