package announcer.engine.sound;

import java.time.Duration;

import announcer.api.audio.PcmFormat;

/**
 * Applies a gain and holds the true peak at a ceiling, all channels alike. It looks ahead: a peak lowers the gain over the 5 ms before it,
 * along the curve of two moving averages, holds it for {@link #HOLD} and lets it rise again with a time constant of {@link #RELEASE}. The
 * output is as long as the input; what is held back comes at the end. Sound that stays below the ceiling is the plain product with the
 * gain, bit for bit, and zeros stay zeros.
 *
 * <p>
 * With d the reduction that a sample's own peak needs, the gain of sample k is the average, over {@code attack} places from {@code k + HALF}
 * on, of the greatest d of the last {@code window} places. The window is so long that each term is at least the d of every sample within
 * {@code HALF} of k, which are those that the peaks beside k are made of.
 */
final class Limiter implements SampleSink {
    private static final Duration ATTACK = Duration.ofMillis(5);
    /** Longer than half a period of a low voice, so that the gain does not follow the wave itself, which would distort it. */
    private static final Duration HOLD = Duration.ofMillis(10);
    private static final Duration RELEASE = Duration.ofMillis(80);
    private static final int ONE = 1 << 30;
    private static final int BLOCK_GROUPS = 512;

    private final float gain;
    private final float ceiling;
    private final int channels;
    private final SampleSink out;
    private final TruePeak[] peaks;
    private final SlidingMaximum held;
    private final MovingSum smooth;
    private final MovingSum smoother;
    private final double scale;
    private final double release;
    private long falling;
    /** The last {@link #delay} groups with their gain, as a ring. */
    private final float[] delayed;
    private final int delay;
    private int slot;
    private long seen;
    private final float[] block;
    private int produced;

    /**
     * @param gain factor
     * @param ceiling highest magnitude between samples, in 16-bit units
     */
    Limiter(float gain, float ceiling, PcmFormat format, SampleSink out) {
        this.gain = gain;
        this.ceiling = ceiling;
        this.out = out;
        channels = format.channels();
        peaks = new TruePeak[channels];
        for (int c = 0; c < channels; c++) {
            peaks[c] = new TruePeak();
        }
        int half = ConverterSettings.groups(ATTACK, format.sampleRateHz()) / 2;
        smooth = new MovingSum(half);
        smoother = new MovingSum(half);
        scale = 1.0 / ((double) ONE * half * half);
        int ahead = TruePeak.HALF + 2 * half - 2;
        held = new SlidingMaximum(ahead + TruePeak.HALF + 1 + ConverterSettings.groups(HOLD, format.sampleRateHz()));
        release = Math.exp(-1 / (RELEASE.toNanos() / 1e9 * format.sampleRateHz()));
        delay = ahead + TruePeak.HALF;
        delayed = new float[delay * channels];
        block = new float[BLOCK_GROUPS * channels];
    }

    @Override
    public void write(float[] in, int firstGroup, int groups) throws InterruptedException {
        for (int g = firstGroup; g < firstGroup + groups; g++) {
            step(in, g * channels);
        }
        flush();
    }

    private void step(float[] in, int at) throws InterruptedException {
        int from = slot * channels;
        int to = produced * channels;
        float peak = 0;
        for (int c = 0; c < channels; c++) {
            float sample = in[at + c] * gain;
            peak = Math.max(peak, peaks[c].push(sample, ceiling));
            block[to + c] = delayed[from + c];
            delayed[from + c] = sample;
        }
        long reduction = reduction(peak);
        slot = slot + 1 == delay ? 0 : slot + 1;
        if (seen++ < delay) {
            return;
        }
        if (reduction > 0) {
            float factor = (float) (1 - reduction * scale);
            for (int c = 0; c < channels; c++) {
                block[to + c] *= factor;
            }
        }
        if (++produced == BLOCK_GROUPS) {
            flush();
        }
    }

    private long reduction(float peak) {
        int needed = peak > ceiling ? (int) Math.ceil(ONE * (1 - (double) ceiling / peak)) : 0;
        // Rounding down makes it reach zero in the end.
        falling = Math.max(held.push(needed), (long) (falling * release));
        return smoother.push(smooth.push(falling));
    }

    private void flush() throws InterruptedException {
        if (produced > 0) {
            int groups = produced;
            produced = 0;
            out.write(block, 0, groups);
        }
    }

    @Override
    public void end() throws InterruptedException {
        write(new float[delay * channels], 0, delay);
        out.end();
    }
}
