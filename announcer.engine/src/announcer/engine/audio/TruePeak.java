package announcer.engine.audio;

import java.util.Arrays;

/**
 * The peak of one audio channel between its samples: four instants for each sample (ITU-R BS.1770-4, Annex 2), read through a full-band
 * sinc of 24 taps under a Kaiser window of beta 5. That is twice the taps of the Annex's own example: it reads a tone right to about nine
 * tenths of the Nyquist frequency instead of three quarters. Before the first sample there is silence.
 */
final class TruePeak {
    /** The instants of a push lie this many samples behind the sample pushed, up to one sample later. */
    static final int HALF = 12;

    private static final int TAPS = 2 * HALF;
    private static final int PHASES = 4;
    private static final double BETA = 5;
    /** Phase 0 is the sample itself; phases 1 and 3 are the even part plus and minus the odd part of phase 1; phase 2 is even. */
    private static final float[] EVEN = new float[HALF];
    private static final float[] ODD = new float[HALF];
    private static final float[] MIDDLE = new float[HALF];
    /** No instant can be higher than the highest sample in the window times this. */
    private static final float MOST;

    static {
        double[] quarter = phase(1);
        double[] middle = phase(2);
        for (int t = 0; t < HALF; t++) {
            EVEN[t] = (float) ((quarter[t] + quarter[TAPS - 1 - t]) / 2);
            ODD[t] = (float) ((quarter[t] - quarter[TAPS - 1 - t]) / 2);
            MIDDLE[t] = (float) middle[t];
        }
        double most = Math.max(sumOfMagnitudes(quarter), sumOfMagnitudes(middle));
        // A little more than the sum, so that rounding cannot make it untrue.
        MOST = (float) (most * 1.0001);
    }

    /** Each sample twice, a window's length apart, so that the window is in one piece wherever it begins. */
    private final float[] window = new float[2 * TAPS];
    private int oldest;
    private int quiet = TAPS;

    private static double[] phase(int phase) {
        double[] h = new double[TAPS];
        double sum = 0;
        for (int t = 0; t < TAPS; t++) {
            double d = t - (HALF - 1) - (double) phase / PHASES;
            h[t] = Math.sin(Math.PI * d) / (Math.PI * d) * besselI0(BETA * Math.sqrt(1 - d * d / (HALF * HALF)));
            sum += h[t];
        }
        for (int t = 0; t < TAPS; t++) {
            h[t] /= sum;
        }
        return h;
    }

    private static double besselI0(double x) {
        double sum = 1;
        double term = 1;
        for (int k = 1; term > sum * 1e-17; k++) {
            term *= x / (2 * k) * (x / (2 * k));
            sum += term;
        }
        return sum;
    }

    private static double sumOfMagnitudes(double[] h) {
        return Arrays.stream(h).map(Math::abs).sum();
    }

    /**
     * Takes a sample; gives the greatest magnitude of the four instants that are certain now.
     *
     * @param floor what is not above this does not matter: 0 may be given for it, which spares the work
     */
    float push(float sample, float floor) {
        window[oldest] = sample;
        window[oldest + TAPS] = sample;
        oldest = oldest + 1 == TAPS ? 0 : oldest + 1;
        quiet = Math.abs(sample) * MOST > floor ? 0 : quiet + 1;
        if (quiet >= TAPS) {
            quiet = TAPS;
            return 0;
        }
        return highest();
    }

    private float highest() {
        // Phase 3 is phase 1 read backwards and phase 2 the same both ways: by sums and differences of mirrored samples, half the work.
        float sum = 0;
        float difference = 0;
        float middle = 0;
        for (int t = 0, i = oldest, j = oldest + TAPS - 1; t < HALF; t++, i++, j--) {
            float even = window[i] + window[j];
            sum += EVEN[t] * even;
            difference += ODD[t] * (window[i] - window[j]);
            middle += MIDDLE[t] * even;
        }
        float own = Math.abs(window[oldest + HALF - 1]);
        // Of a + b and a - b the greater magnitude is |a| + |b|.
        return Math.max(Math.max(own, Math.abs(middle)), Math.abs(sum) + Math.abs(difference));
    }

    /** The greatest magnitude still to come if silence follows. */
    float rest() {
        float most = 0;
        for (int k = 0; k < TAPS; k++) {
            // A negative floor: nothing is spared.
            most = Math.max(most, push(0, -1));
        }
        return most;
    }

    /** Whether any instant of a sound may be above a ceiling. False: none is. */
    static boolean mayExceed(float[] samples, float ceiling) {
        float highest = 0;
        for (float sample : samples) {
            highest = Math.max(highest, Math.abs(sample));
        }
        return highest * MOST > ceiling;
    }
}
