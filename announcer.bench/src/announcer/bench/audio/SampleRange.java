package announcer.bench.audio;

/**
 * A range of sample groups of a recording.
 *
 * @param start first sample group of it
 * @param end the sample group after its last
 */
public record SampleRange(int start, int end) {
    /** Its length in sample groups. */
    public int length() {
        return end - start;
    }

    /** The same with {@code sampleGroups} more on both sides, inside {@code whole}. */
    public SampleRange widened(int sampleGroups, SampleRange whole) {
        return new SampleRange(Math.max(whole.start, start - sampleGroups), Math.min(whole.end, end + sampleGroups));
    }
}
