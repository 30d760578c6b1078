package announcer.bench.audio;

/**
 * A stretch of a recording.
 *
 * @param start first sample group of it
 * @param end the sample group after its last
 */
public record Segment(int start, int end) {
    /** Its length in sample groups. */
    public int length() {
        return end - start;
    }

    /** The same with {@code sampleGroups} more on both sides, inside {@code whole}. */
    public Segment widened(int sampleGroups, Segment whole) {
        return new Segment(Math.max(whole.start, start - sampleGroups), Math.min(whole.end, end + sampleGroups));
    }
}
