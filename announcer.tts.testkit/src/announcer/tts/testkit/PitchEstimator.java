package announcer.tts.testkit;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * Measures the fundamental frequency of speech: the normalised autocorrelation of each 10 ms, and of the voiced ones the median. Good to a
 * few percent on a single voice without noise; no instance has state.
 */
public final class PitchEstimator {
    /** Enough for voices, and quick: what is sampled more often is thinned out first. */
    private static final int WORKING_RATE_HZ = 12_000;
    /** Quieter than this part of the loudest frame is not measured. */
    private static final double LOUD = 0.1;
    private static final double VOICED = 0.7;
    /** The shortest period that is nearly as good as the best is taken: all its multiples are as good. */
    private static final double NEARLY = 0.9;
    private static final int FEWEST_FRAMES = 5;

    private final double lowestHz;
    private final double highestHz;

    /** Looks between these two only. The narrower, the fewer wrong octaves. */
    public PitchEstimator(double lowestHz, double highestHz) {
        if (!(lowestHz > 0 && lowestHz < highestHz)) {
            throw new IllegalArgumentException("cannot look from " + lowestHz + " to " + highestHz + " Hz");
        }
        this.lowestHz = lowestHz;
        this.highestHz = highestHz;
    }

    /** The median of all voiced frames in Hz; empty when there are too few. */
    public OptionalDouble medianHz(double[] mono, int sampleRateHz) {
        int factor = Math.max(1, sampleRateHz / WORKING_RATE_HZ);
        double[] samples = thinned(mono, factor);
        double rate = sampleRateHz / (double) factor;
        int longest = (int) Math.ceil(rate / lowestHz) + 1;
        int shortest = Math.max(2, (int) Math.floor(rate / highestHz) - 1);
        int width = 2 * longest;
        double loudest = 0;
        int hop = (int) (rate / 100);
        for (int at = 0; at + width + longest <= samples.length; at += hop) {
            loudest = Math.max(loudest, energy(samples, at, width));
        }
        double[] found = new double[samples.length / hop + 1];
        int count = 0;
        for (int at = 0; at + width + longest <= samples.length; at += hop) {
            double energy = energy(samples, at, width);
            double period = energy > loudest * LOUD * LOUD ? period(samples, at, width, shortest, longest) : 0;
            if (period > 0) {
                found[count++] = rate / period;
            }
        }
        if (count < FEWEST_FRAMES) {
            return OptionalDouble.empty();
        }
        Arrays.sort(found, 0, count);
        return OptionalDouble.of(found[count / 2]);
    }

    /** In samples; 0 when the frame is not voiced. */
    private static double period(double[] samples, int at, int width, int shortest, int longest) {
        double[] likeness = new double[longest + 1];
        double best = 0;
        for (int lag = shortest - 1; lag <= longest; lag++) {
            likeness[lag] = likeness(samples, at, width, lag);
        }
        for (int lag = shortest; lag < longest; lag++) {
            if (isPeak(likeness, lag)) {
                best = Math.max(best, likeness[lag]);
            }
        }
        if (best < VOICED) {
            return 0;
        }
        for (int lag = shortest; lag < longest; lag++) {
            if (isPeak(likeness, lag) && likeness[lag] >= NEARLY * best) {
                return lag + offset(likeness[lag - 1], likeness[lag], likeness[lag + 1]);
            }
        }
        return 0;
    }

    private static boolean isPeak(double[] values, int i) {
        return values[i] > values[i - 1] && values[i] >= values[i + 1];
    }

    /** Where the top of the parabola through three neighbours lies, from the middle one. */
    private static double offset(double before, double top, double after) {
        double bend = before - 2 * top + after;
        return bend == 0 ? 0 : (before - after) / (2 * bend);
    }

    private static double likeness(double[] samples, int at, int width, int lag) {
        double product = 0;
        double here = 0;
        double there = 0;
        for (int i = at; i < at + width; i++) {
            product += samples[i] * samples[i + lag];
            here += samples[i] * samples[i];
            there += samples[i + lag] * samples[i + lag];
        }
        return here > 0 && there > 0 ? product / Math.sqrt(here * there) : 0;
    }

    private static double energy(double[] samples, int at, int width) {
        double sum = 0;
        for (int i = at; i < at + width; i++) {
            sum += samples[i] * samples[i];
        }
        return sum;
    }

    // The mean of neighbours is a poor filter, and enough here: pitch lies far below.
    private static double[] thinned(double[] mono, int factor) {
        double[] out = new double[mono.length / factor];
        for (int i = 0; i < out.length; i++) {
            for (int k = 0; k < factor; k++) {
                out[i] += mono[i * factor + k] / factor;
            }
        }
        return out;
    }
}
