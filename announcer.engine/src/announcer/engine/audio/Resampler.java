package announcer.engine.audio;

/**
 * Converts the rate of a sound with a {@link PolyphaseFilter}. Nothing is delayed against the input: output sample group k lies at input time
 * {@code k * from / to}, and {@code n} input groups give {@code ceil(n * to / from)}. Sound outside of the utterance counts as zero.
 */
final class Resampler {
    private Resampler() {
    }

    /** Returns the sound at the filter's other rate; {@code in} itself when the rates are equal. */
    static float[] resample(PolyphaseFilter filter, float[] in, int channels) {
        if (filter.phases() == filter.step()) {
            return in;
        }
        int groups = in.length / channels;
        int outGroups = Math.toIntExact(((long) groups * filter.phases() + filter.step() - 1) / filter.step());
        float[] out = new float[outGroups * channels];
        // Half a window of silence on either side: the first and the last output sample lie within the utterance.
        float[] window = new float[filter.half() - 1 + groups + filter.half()];
        for (int c = 0; c < channels; c++) {
            for (int g = 0, i = c; g < groups; g++, i += channels) {
                window[filter.half() - 1 + g] = in[i];
            }
            int first = 0;
            int phase = 0;
            for (int k = 0, o = c; k < outGroups; k++, o += channels) {
                out[o] = filter.apply(phase, window, first);
                phase += filter.step();
                first += phase / filter.phases();
                phase %= filter.phases();
            }
        }
        return out;
    }
}
