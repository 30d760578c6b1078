package announcer.bench.report;

/**
 * A straight line through points by ordinary least squares.
 *
 * @param slope change of y for one of x
 * @param intercept y at x = 0
 * @param slopeError standard error of the slope; it supposes that the points' errors are independent of each other
 * @param count how many points there were
 */
public record Regression(double slope, double intercept, double slopeError, int count) {
    /** Through at least three points that do not all have the same x. */
    public static Regression of(double[] x, double[] y) {
        int n = x.length;
        if (n != y.length) {
            throw new IllegalArgumentException(n + " values of x and " + y.length + " of y");
        }
        if (n < 3) {
            throw new IllegalArgumentException("a line with its error needs 3 points at least, there are " + n);
        }
        double meanX = mean(x);
        double meanY = mean(y);
        double sxx = 0;
        double sxy = 0;
        for (int i = 0; i < n; i++) {
            // Deviations from the means, not raw sums: with nanosecond clocks raw squares lose all their digits.
            sxx += (x[i] - meanX) * (x[i] - meanX);
            sxy += (x[i] - meanX) * (y[i] - meanY);
        }
        if (sxx == 0) {
            throw new IllegalArgumentException("all " + n + " points have x = " + meanX);
        }
        double slope = sxy / sxx;
        double intercept = meanY - slope * meanX;
        double residuals = 0;
        for (int i = 0; i < n; i++) {
            double r = y[i] - (intercept + slope * x[i]);
            residuals += r * r;
        }
        return new Regression(slope, intercept, Math.sqrt(residuals / (n - 2) / sxx), n);
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double v : values) {
            sum += v;
        }
        return sum / values.length;
    }
}
