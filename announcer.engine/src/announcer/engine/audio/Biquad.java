package announcer.engine.audio;

/** A recursive filter of second order, {@code (b0 + b1/z + b2/z^2) / (1 + a1/z + a2/z^2)}, transposed direct form II, for one channel. */
final class Biquad {
    /** Far below what a double adds to 16-bit sound; below it the arithmetic of some processors becomes a hundred times slower. */
    private static final double NOTHING = 1e-30;

    /** What makes a filter. */
    record Coefficients(double b0, double b1, double b2, double a1, double a2) {}

    private final double b0;
    private final double b1;
    private final double b2;
    private final double a1;
    private final double a2;
    private double s1;
    private double s2;

    Biquad(Coefficients c) {
        b0 = c.b0;
        b1 = c.b1;
        b2 = c.b2;
        a1 = c.a1;
        a2 = c.a2;
    }

    double apply(double x) {
        double y = b0 * x + s1;
        s1 = b1 * x - a1 * y + s2;
        s2 = b2 * x - a2 * y;
        return y;
    }

    /** Forgets a memory that has faded to nothing; call it now and then. */
    void settle() {
        if (Math.abs(s1) < NOTHING && Math.abs(s2) < NOTHING) {
            s1 = 0;
            s2 = 0;
        }
    }
}
