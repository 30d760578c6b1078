package announcer.bench.audio;

/** How alike two recordings of the same sentence are, by the course of their loudness: codecs change samples, hardly loudness. */
public final class Likeness {
    private static final double WINDOW_MILLIS = 10;
    private static final int MAX_SHIFT = 10;

    private Likeness() {
    }

    /**
     * Correlation of the two envelopes, -1 to 1, at the best shift of up to 100 ms; what one has beyond the other's end counts against
     * it, as silence there.
     */
    public static double of(Recording a, Recording b) {
        double[] x = a.envelope(WINDOW_MILLIS);
        double[] y = b.envelope(WINDOW_MILLIS);
        double best = -1;
        for (int shift = -MAX_SHIFT; shift <= MAX_SHIFT; shift++) {
            best = Math.max(best, correlation(x, y, shift));
        }
        return best;
    }

    private static double correlation(double[] x, double[] y, int shift) {
        int from = Math.min(0, -shift);
        int to = Math.max(x.length, y.length - shift);
        int n = to - from;
        double[] u = new double[n];
        double[] v = new double[n];
        double meanU = 0;
        double meanV = 0;
        for (int i = 0; i < n; i++) {
            u[i] = at(x, from + i);
            v[i] = at(y, from + i + shift);
            meanU += u[i] / n;
            meanV += v[i] / n;
        }
        double uv = 0;
        double uu = 0;
        double vv = 0;
        for (int i = 0; i < n; i++) {
            uv += (u[i] - meanU) * (v[i] - meanV);
            uu += (u[i] - meanU) * (u[i] - meanU);
            vv += (v[i] - meanV) * (v[i] - meanV);
        }
        return uu == 0 || vv == 0 ? 0 : uv / Math.sqrt(uu * vv);
    }

    private static double at(double[] values, int i) {
        return i < 0 || i >= values.length ? 0 : values[i];
    }
}
