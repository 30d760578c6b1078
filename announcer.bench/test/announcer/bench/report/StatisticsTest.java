package announcer.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

class StatisticsTest {
    @Test
    void a_percentile_is_always_a_value_that_was_measured() {
        Percentiles p = Percentiles.of(IntStream.rangeClosed(1, 1_000).mapToDouble(i -> 1_001 - i).toArray());
        assertThat(p.median()).isEqualTo(500);
        assertThat(p.at(95)).isEqualTo(950);
        assertThat(p.at(99.9)).isEqualTo(999);
        assertThat(p.max()).isEqualTo(1_000);
        assertThat(p.min()).isEqualTo(1);
        assertThat(Percentiles.of(7).at(0.1)).isEqualTo(7);
    }

    @Test
    void percentiles_of_nothing_are_refused() {
        assertThatThrownBy(Percentiles::of).hasMessageContaining("no values");
        assertThatThrownBy(() -> Percentiles.of(1).at(101)).hasMessageContaining("101");
    }

    @Test
    void a_line_is_found_through_points_with_noise_and_its_error_covers_the_truth() {
        Random random = new Random(42);
        double[] x = new double[600];
        double[] y = new double[600];
        for (int i = 0; i < x.length; i++) {
            x[i] = 1e9 + i;
            y[i] = 5 + 0.25 * x[i] + random.nextGaussian();
        }
        Regression r = Regression.of(x, y);
        assertThat(r.slope()).isCloseTo(0.25, within(4 * r.slopeError()));
        // sigma / sqrt(n^3 / 12): the textbook's error for evenly spaced points
        assertThat(r.slopeError()).isCloseTo(1 / Math.sqrt(Math.pow(600, 3) / 12), within(1e-5));
    }

    @Test
    void a_line_through_two_points_has_no_error_to_tell() {
        assertThatThrownBy(() -> Regression.of(new double[]{1, 2}, new double[]{1, 2})).hasMessageContaining("3 points");
    }

    @Test
    void latenesses_are_counted_to_the_microsecond() {
        LatenessHistogram h = new LatenessHistogram();
        for (int i = 1; i <= 1_000; i++) {
            h.record(i * 1_000L - 500);
        }
        h.record(-20);
        h.record(3_000_000_000L);
        assertThat(h.count()).isEqualTo(1_002);
        assertThat(h.percentileMillis(50)).isCloseTo(0.5, within(0.002));
        assertThat(h.percentileMillis(99)).isCloseTo(0.991, within(0.002));
        assertThat(h.maxMillis()).isEqualTo(3_000);
    }

    @Test
    void a_table_is_ready_for_a_markdown_page() {
        assertThat(new Table("what", "ms").row("median", 83.04).row("p95", 0.0421)).hasToString("""
                | what   | ms    |
                | ------ | ----- |
                | median | 83.0  |
                | p95    | 0.042 |
                """);
    }
}
