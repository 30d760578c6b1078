package announcer.bench.audio;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds where a recording has voice, by the level of windows of 5 ms, with hysteresis: voice begins at a window above the upper level and
 * goes on to the last window above the lower one; shorter pauses than the longest pause belong to the voice. The start is then refined to
 * the first sample in reach that stands out.
 *
 * @param beginDbfs upper level
 * @param endDbfs lower level
 * @param longestPauseMillis a pause inside an utterance, at most
 * @param shortestMillis what is shorter is not a voice (but a click, which other checks find)
 */
public record Voicing(double beginDbfs, double endDbfs, double longestPauseMillis, double shortestMillis) {
    /** One segment for an utterance: bridges the pause at a comma. For lossy codecs too, whose silence may hiss at -75 dBFS. */
    public static final Voicing UTTERANCES = new Voicing(-40, -66, 600, 50);
    /** To catch the onset as early as it can be told from an encoder's noise. */
    public static final Voicing ONSETS = new Voicing(-45, -55, 300, 10);

    private static final double WINDOW_MILLIS = 5;

    /** The voiced segments, in order. The last one may be cut off by the end of the recording. */
    public List<SampleRange> segments(Recording r) {
        double[] levels = r.envelope(WINDOW_MILLIS);
        int window = Math.max(1, r.groupsIn(WINDOW_MILLIS));
        double begin = Math.pow(10, beginDbfs / 20);
        double end = Math.pow(10, endDbfs / 20);
        int longestPause = (int) Math.round(longestPauseMillis / WINDOW_MILLIS);
        List<SampleRange> found = new ArrayList<>();
        int i = 0;
        while (i < levels.length) {
            if (levels[i] < begin) {
                i++;
                continue;
            }
            int first = i;
            // The soft beginning of a sound lies under the upper level; it belongs to the voice as far as the lower level reaches back.
            int floor = found.isEmpty() ? 0 : found.get(found.size() - 1).end() / window;
            while (first > floor && levels[first - 1] >= end) {
                first--;
            }
            int last = i;
            for (int k = i; k < levels.length && k - last <= longestPause; k++) {
                if (levels[k] >= end) {
                    last = k;
                }
            }
            add(found, r, new SampleRange(first * window, (last + 1) * window));
            i = last + 1;
        }
        return found;
    }

    private void add(List<SampleRange> found, Recording r, SampleRange coarse) {
        if (r.millisOf(coarse.length()) < shortestMillis) {
            return;
        }
        double standsOut = Math.pow(10, endDbfs / 20) * 32_768;
        int start = coarse.start();
        while (start < coarse.end() - 1 && r.peak(new SampleRange(start, start + 1)) < standsOut) {
            start++;
        }
        found.add(new SampleRange(start, coarse.end()));
    }
}
