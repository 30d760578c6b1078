package announcer.engine.audio;

import announcer.engine.audio.Biquad.Coefficients;

/**
 * The K weighting of ITU-R BS.1770-4 (Annex 1, tables 1 and 2) at any rate: a shelf of +4 dB for the head, then a high-pass.
 *
 * <p>
 * The Recommendation gives coefficients for 48 kHz only and asks for the same response at other rates. They are bilinear images of an
 * analogue filter: with {@code w = (z - 1) / (z + 1)}, a polynomial {@code b0 + b1/z + b2/z^2} is, but for a common factor,
 * {@code c0 + c1 w + c2 w^2} with {@code c0 = b0 + b1 + b2, c1 = 2 (b0 - b2), c2 = b0 - b1 + b2}. The poles turn at
 * {@code w0 = sqrt(c0 / c2)}, that is at {@code f0 = rate / pi * atan(w0)}: 1,681.97 Hz for the shelf, 38.135 Hz for the high-pass. At
 * another rate f0 has to lie at {@code tan(pi f0 / rate)} instead, so {@code c1} and {@code c2} are scaled by the quotient of the two and
 * its square, and the way back is taken. At 48 kHz the tables come out; elsewhere the response is the same at 0 Hz, at f0 and, as far as
 * the rate reaches, above. The high-pass of the table has a gain of 1.005 above f0 (its numerator is 1, -2, 1); this keeps it at all rates.
 */
final class KWeighting {
    static final int TABLE_RATE = 48_000;
    /** Table 1. */
    static final Coefficients SHELF = new Coefficients(1.53512485958697, -2.69169618940638, 1.19839281085285, -1.69065929318241,
            0.73248077421585);
    /** Table 2. */
    static final Coefficients HIGH_PASS = new Coefficients(1, -2, 1, -1.99004745483398, 0.99007225036621);

    private final Biquad shelf;
    private final Biquad highPass;

    KWeighting(int rateHz) {
        shelf = new Biquad(at(rateHz, SHELF));
        highPass = new Biquad(at(rateHz, HIGH_PASS));
    }

    double apply(double x) {
        return highPass.apply(shelf.apply(x));
    }

    void settle() {
        shelf.settle();
        highPass.settle();
    }

    /** Where the poles of a filter for 48 kHz turn, in Hz. */
    static double turnsAt(Coefficients c) {
        return TABLE_RATE / Math.PI * Math.atan(Math.sqrt((1 + c.a1() + c.a2()) / (1 - c.a1() + c.a2())));
    }

    /** A filter for 48 kHz, for another rate. */
    static Coefficients at(int rateHz, Coefficients table) {
        double turn = turnsAt(table);
        double stretch = Math.tan(Math.PI * turn / TABLE_RATE) / Math.tan(Math.PI * turn / rateHz);
        double[] b = stretched(table.b0(), table.b1(), table.b2(), stretch);
        double[] a = stretched(1, table.a1(), table.a2(), stretch);
        return new Coefficients(b[0] / a[0], b[1] / a[0], b[2] / a[0], a[1] / a[0], a[2] / a[0]);
    }

    private static double[] stretched(double p0, double p1, double p2, double stretch) {
        double c0 = p0 + p1 + p2;
        double c1 = 2 * (p0 - p2) * stretch;
        double c2 = (p0 - p1 + p2) * stretch * stretch;
        return new double[]{c0 + c1 + c2, 2 * (c0 - c2), c0 - c1 + c2};
    }
}
