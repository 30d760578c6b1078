package announcer.engine.sound;

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
    /** Phases 1 to 3; phase 0 is the sample itself. */
    private static final float[][] COEFFICIENTS = {phase(1), phase(2), phase(3)};
    /** No instant can be higher than the highest sample in the window times this. */
    private static final float MOST = most();

    /** Each sample twice, a window's length apart, so that the window is in one piece wherever it begins. */
    private final float[] window = new float[2 * TAPS];
    private int oldest;
    private int quiet = TAPS;

    private static float[] phase(int phase) {
        double[] h = new double[TAPS];
        double sum = 0;
        for (int t = 0; t < TAPS; t++) {
            double d = t - (HALF - 1) - (double) phase / PHASES;
            h[t] = Math.sin(Math.PI * d) / (Math.PI * d) * besselI0(BETA * Math.sqrt(1 - d * d / (HALF * HALF)));
            sum += h[t];
        }
        float[] scaled = new float[TAPS];
        for (int t = 0; t < TAPS; t++) {
            scaled[t] = (float) (h[t] / sum);
        }
        return scaled;
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

    private static float most() {
        float most = 1;
        for (float[] h : COEFFICIENTS) {
            float sum = 0;
            for (float c : h) {
                sum += Math.abs(c);
            }
            most = Math.max(most, sum);
        }
        // A little more than the sum, so that rounding cannot make it untrue.
        return most * 1.0001f;
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
        float[] h1 = COEFFICIENTS[0];
        float[] h2 = COEFFICIENTS[1];
        float[] h3 = COEFFICIENTS[2];
        float a = 0;
        float b = 0;
        float c = 0;
        for (int t = 0, i = oldest; t < TAPS; t++, i++) {
            float x = window[i];
            a += h1[t] * x;
            b += h2[t] * x;
            c += h3[t] * x;
        }
        float own = Math.abs(window[oldest + HALF - 1]);
        return Math.max(Math.max(own, Math.abs(a)), Math.max(Math.abs(b), Math.abs(c)));
    }

    /** The greatest magnitude still to come if silence follows; changes nothing. */
    float rest() {
        TruePeak copy = new TruePeak();
        System.arraycopy(window, 0, copy.window, 0, window.length);
        copy.oldest = oldest;
        copy.quiet = 0;
        float most = 0;
        for (int k = 0; k < TAPS; k++) {
            // A negative floor: nothing is spared.
            most = Math.max(most, copy.push(0, -1));
        }
        return most;
    }
}
