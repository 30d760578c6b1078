package announcer.engine.sound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResamplerTest {
    private static final double AMPLITUDE = 29_000;

    @ParameterizedTest
    @CsvSource({"16000,24000", "22050,24000", "48000,24000", "24000,48000", "8000,24000", "44100,24000", "16000,48000", "8000,48000",
            "22050,48000", "22050,8000"})
    void tones_keep_their_place_and_ninety_decibels_of_purity_after_rounding(int from, int to) throws Exception {
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
    void what_the_lower_rate_cannot_hold_is_not_folded_into_it(int from, int to, double hz) throws Exception {
        float[] out = resample(from, to, 1, Sounds.tone(hz, from, from, AMPLITUDE));
        double left = Sounds.decibels(Sounds.rms(out, to / 10, to - to / 10) / (AMPLITUDE / Math.sqrt(2)));
        System.out.printf("resampler %d -> %d Hz, tone %.0f Hz: alias %.1f dB%n", from, to, hz, left);
        assertThat(left).isLessThan(-90);
    }

    @Test
    void no_image_appears_above_the_old_rate() throws Exception {
        float[] out = resample(8_000, 24_000, 1, Sounds.tone(997, 8_000, 16_000, AMPLITUDE));
        ToneFit image = ToneFit.of(out, 2_400, 45_600, 8_000 - 997, 24_000);
        assertThat(Sounds.decibels(image.amplitude() / AMPLITUDE)).isLessThan(-90);
    }

    @Test
    void any_chunking_gives_the_same_bits() throws Exception {
        Random random = new Random(4711);
        for (int[] rates : new int[][]{{16_000, 24_000}, {22_050, 24_000}, {48_000, 24_000}, {192_000, 8_000}, {8_000, 192_000}}) {
            for (int channels = 1; channels <= 2; channels++) {
                float[] in = new float[20_000 * channels];
                for (int i = 0; i < in.length; i++) {
                    in[i] = random.nextInt(65_536) - 32_768;
                }
                float[] whole = resample(rates[0], rates[1], channels, in);
                Sounds.Collected out = new Sounds.Collected(channels);
                Resampler r = new Resampler(rates[0], rates[1], channels, out);
                for (int g = 0; g < 20_000;) {
                    int n = Math.min(20_000 - g, 1 + random.nextInt(random.nextInt(10) == 0 ? 3_000 : 7));
                    r.write(in, g, n);
                    g += n;
                }
                r.end();
                assertThat(out.samples()).isEqualTo(whole);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"16000,24000", "22050,24000", "48000,24000", "192000,8000", "8000,192000", "44100,48000", "24000,24000"})
    void the_length_is_exactly_that_of_the_same_time(int from, int to) throws Exception {
        for (int n : new int[]{0, 1, 2, 7, 100, 441, 12_345}) {
            assertThat(resample(from, to, 1, new float[n])).hasSize((int) (((long) n * to + from - 1) / from));
        }
    }

    @Test
    void a_constant_stays_that_constant() throws Exception {
        float[] out = resample(22_050, 24_000, 1, Sounds.constant(22_050, 10_000));
        for (int k = 100; k < 23_900; k++) {
            assertThat(out[k]).isCloseTo(10_000, within(0.01f));
        }
    }

    @Test
    void both_channels_of_stereo_are_converted_like_mono_and_do_not_mix() throws Exception {
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
    void equal_rates_pass_to_the_bit() throws Exception {
        float[] in = Sounds.tone(997, 24_000, 5_000, AMPLITUDE);
        assertThat(resample(24_000, 24_000, 1, in)).isEqualTo(in);
    }

    private static float[] resample(int from, int to, int channels, float[] in) throws InterruptedException {
        Sounds.Collected out = new Sounds.Collected(channels);
        Resampler r = new Resampler(from, to, channels, out);
        r.write(in, 0, in.length / channels);
        r.end();
        assertThat(out.ended).isTrue();
        return out.samples();
    }

    private static float[] rounded(float[] s) {
        float[] r = new float[s.length];
        for (int i = 0; i < s.length; i++) {
            r[i] = Math.round(s[i]);
        }
        return r;
    }
}
