package announcer.engine.audio;

import java.util.Arrays;

/** Converts the rate of a sound that comes in parts, as {@link Resampler} does with a whole one; what lies within its window at the end is left out. One thread. */
public final class StreamResampler {
    private static final int RATE_STEP_HZ = 25;

    private final PolyphaseFilter filter;
    private final int channels;
    private final float[][] window;
    private int length;
    private int first;
    private int phase;

    /** @param fromHz taken as the nearest multiple of 25: a filter between odd rates would take megabytes */
    public StreamResampler(FilterBank filters, int fromHz, int toHz, int channels) {
        this.filter = filters.between(Math.round((float) fromHz / RATE_STEP_HZ) * RATE_STEP_HZ, toHz);
        this.channels = channels;
        this.length = filter.half() - 1;
        this.window = new float[channels][length];
    }

    /** Takes the next part. Returns what can be said of the sound so far: interleaved, often a little less than came. */
    public float[] convert(float[] in, int samples) {
        if (filter.phases() == filter.step()) {
            return Arrays.copyOf(in, samples);
        }
        int groups = samples / channels;
        for (int c = 0; c < channels; c++) {
            window[c] = Arrays.copyOf(window[c], length + groups);
            for (int g = 0; g < groups; g++) {
                window[c][length + g] = in[g * channels + c];
            }
        }
        length += groups;
        float[] out = new float[(int) ((long) groups * filter.phases() / filter.step() + 2) * channels];
        int o = 0;
        while (first + filter.taps() <= length) {
            for (int c = 0; c < channels; c++) {
                out[o++] = filter.apply(phase, window[c], first);
            }
            phase += filter.step();
            first += phase / filter.phases();
            phase %= filter.phases();
            if (o + channels > out.length) {
                out = Arrays.copyOf(out, out.length + channels * 16);
            }
        }
        int gone = Math.min(first, length);
        for (int c = 0; c < channels; c++) {
            window[c] = Arrays.copyOfRange(window[c], gone, length);
        }
        length -= gone;
        first -= gone;
        return Arrays.copyOf(out, o);
    }
}
