package announcer.engine.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import announcer.engine.audio.Biquad.Coefficients;

class KWeightingTest {
    @Test
    void at_48_kHz_the_published_tables_come_out() {
        // Written out again: ITU-R BS.1770-4, Annex 1, tables 1 and 2
        assertClose(KWeighting.at(48_000, KWeighting.SHELF), 1.53512485958697, -2.69169618940638, 1.19839281085285, -1.69065929318241,
                0.73248077421585);
        assertClose(KWeighting.at(48_000, KWeighting.HIGH_PASS), 1.0, -2.0, 1.0, -1.99004745483398, 0.99007225036621);
    }

    private static void assertClose(Coefficients c, double b0, double b1, double b2, double a1, double a2) {
        assertThat(new double[]{c.b0(), c.b1(), c.b2(), c.a1(), c.a2()}).containsExactly(new double[]{b0, b1, b2, a1, a2}, within(1e-12));
    }

    @Test
    void the_tables_are_the_analogue_filters_of_their_known_parameters() {
        // A shelf of 3.99984 dB at 1681.97 Hz with Q 0.70718 and a high-pass at 38.135 Hz with Q 0.50033, as the literature gives them
        assertThat(KWeighting.turnsAt(KWeighting.SHELF)).isCloseTo(1_681.974, within(0.001));
        assertThat(KWeighting.turnsAt(KWeighting.HIGH_PASS)).isCloseTo(38.1355, within(0.0001));
        for (int rate : new int[]{8_000, 16_000, 22_050, 44_100, 48_000, 96_000, 192_000}) {
            double k = Math.tan(Math.PI * 1_681.974450955533 / rate);
            double high = Math.pow(10, 3.999843853973347 / 20);
            double middle = Math.pow(high, 0.4996667741545416);
            double q = 0.7071752369554196;
            double a0 = 1 + k / q + k * k;
            assertThat(KWeighting.at(rate, KWeighting.SHELF)).as("%d Hz", rate).satisfies(c -> {
                assertThat(c.b0()).isCloseTo((high + middle * k / q + k * k) / a0, within(1e-6));
                assertThat(c.b1()).isCloseTo(2 * (k * k - high) / a0, within(1e-6));
                assertThat(c.b2()).isCloseTo((high - middle * k / q + k * k) / a0, within(1e-6));
                assertThat(c.a1()).isCloseTo(2 * (k * k - 1) / a0, within(1e-6));
                assertThat(c.a2()).isCloseTo((1 - k / q + k * k) / a0, within(1e-6));
            });
            double k2 = Math.tan(Math.PI * 38.13547087602444 / rate);
            double q2 = 0.5003270373238773;
            assertThat(KWeighting.at(rate, KWeighting.HIGH_PASS).a1()).isCloseTo(2 * (k2 * k2 - 1) / (1 + k2 / q2 + k2 * k2), within(1e-6));
        }
    }

    @Test
    void the_response_is_the_same_at_every_rate() {
        for (int rate : new int[]{8_000, 16_000, 22_050, 24_000, 44_100, 96_000, 192_000}) {
            for (double hz : new double[]{20, 38, 100, 500, 997, 1_682, 2_500, 3_000}) {
                double there = response(KWeighting.at(rate, KWeighting.SHELF), hz, rate)
                        + response(KWeighting.at(rate, KWeighting.HIGH_PASS), hz, rate);
                double at48 = response(KWeighting.SHELF, hz, 48_000) + response(KWeighting.HIGH_PASS, hz, 48_000);
                assertThat(there).as("%.0f Hz at a rate of %d Hz", hz, rate).isCloseTo(at48, within(rate == 8_000 ? 0.5 : 0.1));
            }
        }
    }

    /** Decibels at a frequency. */
    private static double response(Coefficients c, double hz, int rate) {
        double w = 2 * Math.PI * hz / rate;
        double up = Math.hypot(c.b0() + c.b1() * Math.cos(w) + c.b2() * Math.cos(2 * w), c.b1() * Math.sin(w) + c.b2() * Math.sin(2 * w));
        double down = Math.hypot(1 + c.a1() * Math.cos(w) + c.a2() * Math.cos(2 * w), c.a1() * Math.sin(w) + c.a2() * Math.sin(2 * w));
        return Sounds.decibels(up / down);
    }
}
