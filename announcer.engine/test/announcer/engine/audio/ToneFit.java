package announcer.engine.audio;

/** The tone of one frequency that lies nearest to a signal (least squares), and what is left over. */
record ToneFit(double amplitude, double phase, double snrDecibels) {

    static ToneFit of(float[] s, int from, int to, double hz, int rateHz) {
        double w = 2 * Math.PI * hz / rateHz;
        double ss = 0;
        double cc = 0;
        double sc = 0;
        double ys = 0;
        double yc = 0;
        for (int k = from; k < to; k++) {
            double sin = Math.sin(w * k);
            double cos = Math.cos(w * k);
            ss += sin * sin;
            cc += cos * cos;
            sc += sin * cos;
            ys += s[k] * sin;
            yc += s[k] * cos;
        }
        double det = ss * cc - sc * sc;
        double a = (ys * cc - yc * sc) / det;
        double b = (yc * ss - ys * sc) / det;
        double signal = 0;
        double noise = 0;
        for (int k = from; k < to; k++) {
            double fit = a * Math.sin(w * k) + b * Math.cos(w * k);
            signal += fit * fit;
            noise += (s[k] - fit) * (s[k] - fit);
        }
        return new ToneFit(Math.hypot(a, b), Math.atan2(b, a), 10 * Math.log10(signal / noise));
    }
}
