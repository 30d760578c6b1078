package announcer.tts.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PitchEstimatorTest {
    private final PitchEstimator estimator = new PitchEstimator(60, 500);

    @ParameterizedTest
    @CsvSource({"8000,70", "8000,440", "16000,100", "16000,223.7", "22050,333", "44100,120", "48000,480"})
    void a_tone_is_measured_to_one_percent(int rate, double hz) {
        assertThat(estimator.medianHz(tone(rate, 1, hz), rate).orElseThrow()).isCloseTo(hz, within(hz / 100));
    }

    @ParameterizedTest
    @CsvSource({"16000,90", "16000,150", "48000,210"})
    void a_tone_whose_harmonics_are_stronger_than_itself_is_not_taken_for_one_of_them(int rate, double hz) {
        double[] sum = new double[rate];
        for (int harmonic = 1; harmonic <= 8; harmonic++) {
            double[] part = tone(rate, 1, hz * harmonic);
            for (int i = 0; i < sum.length; i++) {
                sum[i] += part[i] * (harmonic == 5 ? 1 : 0.4);
            }
        }
        assertThat(estimator.medianHz(sum, rate).orElseThrow()).isCloseTo(hz, within(hz / 100));
    }

    @Test
    void pauses_and_hiss_between_the_tones_do_not_count() {
        double[] samples = new double[48_000];
        Random random = new Random(1);
        for (int i = 0; i < samples.length; i++) {
            samples[i] = 0.5 * (random.nextDouble() - 0.5);
        }
        System.arraycopy(tone(16_000, 1, 130), 0, samples, 16_000, 16_000);
        assertThat(estimator.medianHz(samples, 16_000).orElseThrow()).isCloseTo(130, within(2.0));
    }

    @Test
    void silence_and_hiss_have_no_pitch() {
        assertThat(estimator.medianHz(new double[16_000], 16_000)).isEmpty();
        assertThat(estimator.medianHz(new double[10], 16_000)).isEmpty();
        assertThat(estimator.medianHz(new Random(2).doubles(16_000, -1, 1).toArray(), 16_000)).isEmpty();
    }

    @Test
    void a_range_without_width_is_refused() {
        assertThatThrownBy(() -> new PitchEstimator(200, 100)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("200");
    }

    private static double[] tone(int rate, double seconds, double hz) {
        double[] samples = new double[(int) (rate * seconds)];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = 0.5 * Math.sin(2 * Math.PI * hz * i / rate);
        }
        return samples;
    }
}
