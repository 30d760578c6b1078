package announcer.engine.audio;

import java.time.Duration;
import java.util.Arrays;

import announcer.api.audio.PcmFormat;

/**
 * Applies a gain and holds the true peak at a ceiling, all channels alike. It looks ahead: a peak lowers the gain over the 5 ms before it,
 * along the curve of two moving averages, holds it for {@link #HOLD} and lets it rise again with a time constant of {@link #RELEASE}. The
 * output is as long as the input. Sound that stays below the ceiling is the plain product with the gain, bit for bit, and zeros stay zeros.
 *
 * <p>
 * With d the reduction that a sample's own peak needs, the gain of sample k is the average, over {@code attack} places from {@code k + HALF}
 * on, of the greatest d of the last {@code window} places. The window is so long that each term is at least the d of every sample within
 * {@code HALF} of k, which are those that the peaks beside k are made of.
 */
final class Limiter {
    private static final Duration ATTACK = Duration.ofMillis(5);
    /** Longer than half a period of a low voice, so that the gain does not follow the wave itself, which would distort it. */
    private static final Duration HOLD = Duration.ofMillis(10);
    private static final Duration RELEASE = Duration.ofMillis(80);
    private static final int ONE = 1 << 30;

    private final float ceiling;
    private final int channels;
    private final TruePeak[] peaks;
    private final SlidingMaximum held;
    private final MovingSum smooth;
    private final MovingSum smoother;
    private final double scale;
    private final double release;
    /** By how many sample groups the gain is known later than the sample that it is for. */
    private final int delay;
    private long falling;

    private Limiter(float ceiling, PcmFormat format) {
        this.ceiling = ceiling;
        channels = format.channels();
        peaks = new TruePeak[channels];
        Arrays.setAll(peaks, c -> new TruePeak());
        int half = ConverterSettings.groups(ATTACK, format.sampleRateHz()) / 2;
        smooth = new MovingSum(half);
        smoother = new MovingSum(half);
        scale = 1.0 / ((double) ONE * half * half);
        int ahead = TruePeak.HALF + 2 * half - 2;
        held = new SlidingMaximum(ahead + TruePeak.HALF + 1 + ConverterSettings.groups(HOLD, format.sampleRateHz()));
        release = Math.exp(-1 / (RELEASE.toNanos() / 1e9 * format.sampleRateHz()));
        delay = ahead + TruePeak.HALF;
    }

    /**
     * Returns the sound with the gain, nowhere above the ceiling.
     *
     * @param gain factor
     * @param ceiling highest magnitude between samples, in 16-bit units
     */
    static float[] limit(float[] in, float gain, float ceiling, PcmFormat format) {
        float[] out = Pcm16.times(in, gain);
        if (TruePeak.mayExceed(out, ceiling)) {
            new Limiter(ceiling, format).apply(out);
        }
        return out;
    }

    private void apply(float[] out) {
        int groups = out.length / channels;
        for (int g = 0; g < groups + delay; g++) {
            float peak = 0;
            for (int c = 0; c < channels; c++) {
                // Behind the end there is silence.
                peak = Math.max(peak, peaks[c].push(g < groups ? out[g * channels + c] : 0, ceiling));
            }
            long reduction = reduction(peak);
            if (reduction > 0 && g >= delay) {
                float factor = (float) (1 - reduction * scale);
                for (int i = (g - delay) * channels; i < (g - delay + 1) * channels; i++) {
                    out[i] *= factor;
                }
            }
        }
    }

    private long reduction(float peak) {
        int needed = peak > ceiling ? (int) Math.ceil(ONE * (1 - (double) ceiling / peak)) : 0;
        // Rounding down makes it reach zero in the end.
        falling = Math.max(held.push(needed), (long) (falling * release));
        return smoother.push(smooth.push(falling));
    }

    /** The greatest of the last so many values, at a cost that does not grow with how many: only values that may still become it are kept. */
    static final class SlidingMaximum {
        private final int length;
        private final int[] values;
        private final long[] places;
        private int first;
        private int kept;
        private long pushed;

        SlidingMaximum(int length) {
            this.length = length;
            values = new int[length];
            places = new long[length];
        }

        int push(int value) {
            while (kept > 0 && values[slot(kept - 1)] <= value) {
                kept--;
            }
            if (kept > 0 && places[first] <= pushed - length) {
                first = slot(1);
                kept--;
            }
            int last = slot(kept++);
            values[last] = value;
            places[last] = pushed++;
            return values[first];
        }

        private int slot(int index) {
            int slot = first + index;
            return slot < length ? slot : slot - length;
        }
    }

    /** The sum of the last so many values; whole numbers, so that it is exact however long it runs. */
    private static final class MovingSum {
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
}
