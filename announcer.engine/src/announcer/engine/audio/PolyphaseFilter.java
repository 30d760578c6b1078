package announcer.engine.audio;

import java.math.BigInteger;

/**
 * The coefficients that take one rate to another by a ratio of whole numbers, {@code to/from = L/M} in lowest terms. Immutable; may be
 * shared by any number of threads.
 *
 * <p>
 * The prototype is the ideal low-pass cut by a Kaiser window: at a distance of {@code d} input samples from the output instant,
 *
 * <pre>
 *   h(d) = c * sinc(c * d) * I0(beta * sqrt(1 - (d/w)^2)) / I0(beta),   |d| &lt;= w,   sinc(x) = sin(pi x) / (pi x)
 *   c = rolloff * min(1, to/from),   w = 32 / min(1, to/from)
 * </pre>
 *
 * (Kaiser 1974; Oppenheim and Schafer, Discrete-Time Signal Processing, 7.5.3). With beta 10 its stop band lies near
 * {@code A = beta/0.1102 + 8.7 = 99 dB}; the transition is {@code (A-8)/(2.285*2w)} radians wide, a fifth of the lower rate's Nyquist
 * frequency, and rolloff 0.91 puts its upper end there. Output k lies at input time {@code k*M/L}, so only L different fractions occur:
 * phase p holds {@code h(j - w + 1 - p/L)} for taps j. Each phase is scaled to a sum of 1, so that constant input stays constant.
 */
final class PolyphaseFilter {
    private static final double BETA = 10;
    private static final double ROLLOFF = 0.91;
    private static final int ZERO_CROSSINGS = 32;
    private static final double I0_OF_BETA = besselI0(BETA);

    private final int phases;
    private final int step;
    private final int half;
    private final float[] coefficients;

    PolyphaseFilter(int fromHz, int toHz) {
        int gcd = BigInteger.valueOf(fromHz).gcd(BigInteger.valueOf(toHz)).intValueExact();
        phases = toHz / gcd;
        step = fromHz / gcd;
        double narrowing = Math.min(1, (double) toHz / fromHz);
        double width = ZERO_CROSSINGS / narrowing;
        half = (int) Math.ceil(width);
        coefficients = new float[phases * taps()];
        double[] one = new double[taps()];
        for (int phase = 0; phase < phases; phase++) {
            double sum = 0;
            for (int tap = 0; tap < taps(); tap++) {
                one[tap] = prototype(tap - half + 1 - (double) phase / phases, ROLLOFF * narrowing, width);
                sum += one[tap];
            }
            for (int tap = 0; tap < taps(); tap++) {
                coefficients[phase * taps() + tap] = (float) (one[tap] / sum);
            }
        }
    }

    /** L: how many sets of coefficients there are. */
    int phases() {
        return phases;
    }

    /** M: by how many phases one output sample follows the other. */
    int step() {
        return step;
    }

    /** Input samples that an output sample needs after its own instant. */
    int half() {
        return half;
    }

    /** Coefficients in a phase. */
    int taps() {
        return 2 * half;
    }

    /** One output sample: the phase's coefficients times the input from {@code first} on. */
    float apply(int phase, float[] input, int first) {
        int c = phase * taps();
        int end = first + taps();
        // Four sums, always added in the same order: quick, and the same bits always. The number of taps is even.
        float a = 0;
        float b = 0;
        int i = first;
        for (; i + 3 < end; i += 4, c += 4) {
            a += coefficients[c] * input[i] + coefficients[c + 1] * input[i + 1];
            b += coefficients[c + 2] * input[i + 2] + coefficients[c + 3] * input[i + 3];
        }
        for (; i < end; i++, c++) {
            a += coefficients[c] * input[i];
        }
        return a + b;
    }

    private static double prototype(double d, double cutoff, double width) {
        double x = d / width;
        if (Math.abs(x) >= 1) {
            return 0;
        }
        double t = Math.PI * cutoff * d;
        double sinc = t == 0 ? 1 : Math.sin(t) / t;
        return cutoff * sinc * besselI0(BETA * Math.sqrt(1 - x * x)) / I0_OF_BETA;
    }

    /** Modified Bessel function of the first kind, order 0: the sum over k of ((x/2)^k / k!)^2 (Abramowitz and Stegun 9.6.12). */
    private static double besselI0(double x) {
        double sum = 1;
        double term = 1;
        for (int k = 1; term > sum * 1e-17; k++) {
            double factor = x / (2 * k);
            term *= factor * factor;
            sum += term;
        }
        return sum;
    }
}
