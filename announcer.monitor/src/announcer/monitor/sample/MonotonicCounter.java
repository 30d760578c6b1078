package announcer.monitor.sample;

/** A counter that only rises, fed by a count that begins anew from time to time. Not safe for use by several threads. */
final class MonotonicCounter {
    private long total;
    private long last;

    /** @param value the count now; less than before: it has begun anew */
    long see(long value) {
        total += value >= last ? value - last : value;
        last = value;
        return total;
    }
}
