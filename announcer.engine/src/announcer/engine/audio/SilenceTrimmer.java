package announcer.engine.audio;

import java.util.Arrays;

/**
 * Takes away the silence before and after an utterance, but for {@code leadKeep} before its first sound and {@code tailKeep} after its last.
 * Silence between sounds stays as it is.
 */
final class SilenceTrimmer {
    private SilenceTrimmer() {
    }

    /** Returns the utterance without its silent ends; an empty array when there is no sound at all. */
    static float[] trim(float[] in, int channels, int sampleRateHz, ConverterSettings settings) {
        int first = 0;
        while (first < in.length && !isSound(in[first], settings)) {
            first++;
        }
        if (first == in.length) {
            return new float[0];
        }
        int last = in.length - 1;
        while (!isSound(in[last], settings)) {
            last--;
        }
        int groups = in.length / channels;
        int start = Math.max(0, first / channels - ConverterSettings.groups(settings.leadKeep(), sampleRateHz));
        int end = Math.min(groups, last / channels + 1 + ConverterSettings.groups(settings.tailKeep(), sampleRateHz));
        return Arrays.copyOfRange(in, start * channels, end * channels);
    }

    private static boolean isSound(float sample, ConverterSettings settings) {
        return Math.abs(sample) > settings.onsetThreshold();
    }
}
