package announcer.engine.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResamplerTest {
    private static final double AMPLITUDE = 29_000;

    @ParameterizedTest
    @CsvSource({"16000,24000", "22050,24000", "48000,24000", "24000,48000", "8000,24000", "44100,24000", "16000,48000", "8000,48000",
            "22050,48000", "22050,8000"})
    void tones_keep_their_place_and_ninety_decibels_of_purity_after_rounding(int from, int to) {
        for (double hz : new double[]{997, 2999, 5993}) {
            if (hz > 0.8 * Math.min(from, to) / 2) {
                continue;
            }
            float[] out = rounded(resample(from, to, 1, Sounds.tone(hz, from, 2 * from, AMPLITUDE)));
            ToneFit fit = ToneFit.of(out, to / 10, 2 * to - to / 10, hz, to);
            System.out.printf("resampler %d -> %d Hz, tone %.0f Hz: SNR %.1f dB, gain %.4f dB, phase %.6f rad%n", from, to, hz,
                    fit.snrDecibels(), Sounds.decibels(fit.amplitude() / AMPLITUDE), fit.phase());
            assertThat(fit.snrDecibels()).isGreaterThan(90);
            assertThat(Sounds.decibels(fit.amplitude() / AMPLITUDE)).isCloseTo(0, within(0.01));
            assertThat(fit.phase()).as("delay").isCloseTo(0, within(1e-4));
        }
    }

    @ParameterizedTest
    @CsvSource({"48000,24000,17000", "48000,24000,13000", "44100,24000,15011", "24000,16000,9001", "22050,8000,4999"})
    void what_the_lower_rate_cannot_hold_is_not_folded_into_it(int from, int to, double hz) {
        float[] out = resample(from, to, 1, Sounds.tone(hz, from, from, AMPLITUDE));
        double left = Sounds.decibels(Sounds.rms(out, to / 10, to - to / 10) / (AMPLITUDE / Math.sqrt(2)));
        System.out.printf("resampler %d -> %d Hz, tone %.0f Hz: alias %.1f dB%n", from, to, hz, left);
        assertThat(left).isLessThan(-90);
    }

    @Test
    void no_image_appears_above_the_old_rate() {
        float[] out = resample(8_000, 24_000, 1, Sounds.tone(997, 8_000, 16_000, AMPLITUDE));
        ToneFit image = ToneFit.of(out, 2_400, 45_600, 8_000 - 997, 24_000);
        assertThat(Sounds.decibels(image.amplitude() / AMPLITUDE)).isLessThan(-90);
    }

    @ParameterizedTest
    @CsvSource({"16000,24000", "22050,24000", "48000,24000", "192000,8000", "8000,192000", "44100,48000", "24000,24000"})
    void the_length_is_exactly_that_of_the_same_time(int from, int to) {
        for (int n : new int[]{0, 1, 2, 7, 100, 441, 12_345}) {
            assertThat(resample(from, to, 1, new float[n])).hasSize((int) (((long) n * to + from - 1) / from));
        }
    }

    @Test
    void a_constant_stays_that_constant() {
        float[] out = resample(22_050, 24_000, 1, Sounds.constant(22_050, 10_000));
        for (int k = 100; k < 23_900; k++) {
            assertThat(out[k]).isCloseTo(10_000, within(0.01f));
        }
    }

    @Test
    void both_channels_of_stereo_are_converted_like_mono_and_do_not_mix() {
        float[] left = Sounds.tone(997, 16_000, 4_000, AMPLITUDE);
        float[] right = Sounds.tone(1_499, 16_000, 4_000, AMPLITUDE);
        float[] both = new float[8_000];
        for (int i = 0; i < 4_000; i++) {
            both[2 * i] = left[i];
            both[2 * i + 1] = right[i];
        }
        float[] out = resample(16_000, 24_000, 2, both);
        float[] outLeft = resample(16_000, 24_000, 1, left);
        float[] outRight = resample(16_000, 24_000, 1, right);
        for (int i = 0; i < 6_000; i++) {
            assertThat(out[2 * i]).isEqualTo(outLeft[i]);
            assertThat(out[2 * i + 1]).isEqualTo(outRight[i]);
        }
    }

    @Test
    void equal_rates_pass_to_the_bit() {
        float[] in = Sounds.tone(997, 24_000, 5_000, AMPLITUDE);
        assertThat(resample(24_000, 24_000, 1, in)).isEqualTo(in);
    }

    private static float[] resample(int from, int to, int channels, float[] in) {
        return Resampler.resample(new PolyphaseFilter(from, to), in, channels);
    }

    private static float[] rounded(float[] s) {
        float[] r = new float[s.length];
        for (int i = 0; i < s.length; i++) {
            r[i] = Math.round(s[i]);
        }
        return r;
    }
}
