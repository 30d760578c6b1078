package announcer.engine.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;

import announcer.api.audio.PcmFormat;

class LimiterTest {
    private static final int RATE = 24_000;
    private static final PcmFormat MONO = new PcmFormat(RATE, 1);

    @Test
    void the_true_peak_of_anything_stays_at_the_ceiling() {
        double worst = -100;
        for (int rate : new int[]{8_000, 16_000, 22_050, 24_000, 48_000}) {
            for (Map.Entry<String, float[]> sound : sounds(rate).entrySet()) {
                for (Level level : new Level[]{new Level(0, -1), new Level(6, -1), new Level(20, -3), new Level(0, 0), new Level(0, -20),
                        new Level(12, -40)}) {
                    PcmFormat mono = new PcmFormat(rate, 1);
                    double over = truePeak(levelled(level, mono, sound.getValue()), mono) - level.ceilingDbtp();
                    assertThat(over).as("%s at %d Hz with %s", sound.getKey(), rate, level).isLessThanOrEqualTo(0.1);
                    worst = Math.max(worst, over);
                }
            }
        }
        System.out.printf("limiter: at most %.3f dB above the ceiling%n", worst);
    }

    @Test
    void both_channels_get_the_same_gain_and_the_louder_decides() {
        PcmFormat stereo = new PcmFormat(RATE, 2);
        float[] left = sounds(RATE).get("steps");
        float[] in = new float[2 * left.length];
        for (int g = 0; g < left.length; g++) {
            in[2 * g] = left[g];
            in[2 * g + 1] = left[g] / 4;
        }
        Level level = new Level(6, -1);
        float[] out = raw(level, stereo, in);
        for (int g = 0; g < left.length; g++) {
            assertThat(out[2 * g + 1]).isEqualTo(out[2 * g] / 4);
        }
        assertThat(truePeak(levelled(level, stereo, in), stereo)).isBetween(-1.1, -0.9);
        float[] swapped = new float[in.length];
        for (int g = 0; g < left.length; g++) {
            swapped[2 * g] = in[2 * g + 1];
            swapped[2 * g + 1] = in[2 * g];
        }
        float[] other = raw(level, stereo, swapped);
        for (int i = 0; i < out.length; i++) {
            assertThat(other[i ^ 1]).isEqualTo(out[i]);
        }
    }

    @Test
    void sound_below_the_ceiling_is_the_plain_product_to_the_bit() {
        // A peak of 16,000 with 6 dB more is 31,924: -0.23 dBTP
        float[] in = Sounds.join(Sounds.tone(440, RATE, 9_000, 16_000), new float[777], Sounds.tone(3_001, RATE, 9_001, 9_000));
        float gain = (float) Math.pow(10, 6 / 20.0);
        float[] product = new float[in.length];
        for (int k = 0; k < in.length; k++) {
            product[k] = in[k] * gain;
        }
        assertThat(raw(new Level(6, -0.1), MONO, in)).isEqualTo(product);
        assertThat(raw(new Level(6, Double.POSITIVE_INFINITY), MONO, in)).isEqualTo(product);
        assertThat(raw(new Level(6, -0.4), MONO, in)).isNotEqualTo(product);
    }

    @Test
    void the_product_comes_back_to_the_bit_after_a_peak() {
        float[] in = Sounds.join(new float[]{32_767, -32_768, 32_767}, Sounds.tone(440, RATE, 4 * RATE, 5_000));
        float[] out = raw(new Level(0, -6), MONO, in);
        assertThat(out[100]).isNotEqualTo(in[100]);
        assertThat(Arrays.copyOfRange(out, 3 * RATE, in.length)).isEqualTo(Arrays.copyOfRange(in, 3 * RATE, in.length));
    }

    @Test
    void the_gain_is_down_before_the_peak_and_moves_in_small_steps() {
        float[] in = Sounds.constant(RATE, 4_000);
        in[RATE / 2] = 32_767;
        float[] out = raw(new Level(0, -12), MONO, in);
        float ceiling = (float) (32_768 * Math.pow(10, -12 / 20.0));
        assertThat(out[RATE / 2]).isCloseTo(ceiling, within(ceiling * 0.002f));
        // Untouched up to 5 ms and the reach of the peak's neighbours before it; the same cut beside the peak as at it
        assertThat(out[RATE / 2 - 120 - 2 * TruePeak.HALF]).isEqualTo(4_000);
        assertThat(out[RATE / 2 - 1] / 4_000).isCloseTo(out[RATE / 2] / 32_767, within(1e-4f));
        for (int k = 1; k < in.length; k++) {
            if (Math.abs(k - RATE / 2) > 1) {
                // Two averages of 60: the steepest step is a sixtieth of the whole way.
                assertThat(Math.abs(out[k] - out[k - 1]) / 4_000).as("step at %d", k).isLessThan(1 / 60f);
            }
        }
        assertThat(out[RATE / 2 + RATE / 100]).as("held for 10 ms").isLessThan(1_300);
        assertThat(out[in.length - 1]).as("back after half a second").isCloseTo(4_000, within(10f));
    }

    @Test
    void zeros_stay_zeros_and_the_length_stays() {
        for (int n : new int[]{0, 1, 2, 11, 100, 143, 144, 145, 511, 512, 513, 5_000}) {
            assertThat(raw(new Level(20, -1), MONO, Sounds.constant(n, 30_000))).hasSize(n).doesNotContain(0);
        }
        float[] pause = new float[RATE];
        float[] loud = Sounds.constant(2_000, 32_767);
        float[] out = raw(new Level(20, -1), MONO, Sounds.join(pause, loud, pause, loud, pause));
        assertThat(out).hasSize(3 * RATE + 4_000);
        assertThat(Arrays.copyOfRange(out, 0, RATE)).containsOnly(0);
        assertThat(Arrays.copyOfRange(out, RATE + 2_000, 2 * RATE + 2_000)).containsOnly(0);
        assertThat(out[RATE]).isGreaterThan(0);
        assertThat(Arrays.copyOfRange(out, 2 * RATE + 4_000, out.length)).containsOnly(0);
    }

    @Test
    void a_tone_that_is_limited_stays_a_tone() {
        for (double hz : new double[]{103, 440, 997, 3_001}) {
            // 3, 6 and 12 dB more than fits
            for (double gain : new double[]{5, 8, 14}) {
                float[] out = levelled(new Level(gain, -1), MONO, Sounds.tone(hz, RATE, 2 * RATE, 32_767 * Math.pow(10, -3 / 20.0)));
                ToneFit fit = ToneFit.of(out, RATE / 2, 3 * RATE / 2, hz, RATE);
                System.out.printf("limiter: tone of %.0f Hz held %.0f dB down: SNR %.1f dB, level %.2f dB%n", hz, gain - 2,
                        fit.snrDecibels(),
                        Sounds.decibels(fit.amplitude() / 32_768));
                // At 3,001 Hz the four instants of a sample meet the crest now more, now less: 0.07 % of it.
                assertThat(fit.snrDecibels()).isGreaterThan(hz > 1_000 ? 57 : 85);
                assertThat(Sounds.decibels(fit.amplitude() / 32_768)).isCloseTo(-1, within(0.15));
            }
        }
    }

    @Test
    void levels_outside_of_their_range_are_refused_with_their_value() {
        assertThatThrownBy(() -> new Level(61, -1)).hasMessageContaining("gainDb is 61");
        assertThatThrownBy(() -> new Level(Double.NaN, -1)).hasMessageContaining("gainDb is NaN");
        assertThatThrownBy(() -> new Level(0, 0.5)).hasMessageContaining("ceilingDbtp is 0.5");
        assertThatThrownBy(() -> new Level(0, -41)).hasMessageContaining("ceilingDbtp is -41");
        assertThatThrownBy(() -> new Level(0, Double.NaN)).hasMessageContaining("ceilingDbtp is NaN");
    }

    @Test
    void an_unchanged_level_is_no_stage_at_all() {
        float[] in = sounds(RATE).get("steps");
        assertThat(Level.UNCHANGED.apply(in, MONO)).isSameAs(in);
        assertThat(new Level(0, -1).apply(in, MONO)).isNotSameAs(in);
    }

    @Test
    void what_it_is_given_is_not_changed() {
        float[] in = sounds(RATE).get("steps");
        float[] before = in.clone();
        new Level(12, -3).apply(in, MONO);
        new Level(12, Double.POSITIVE_INFINITY).apply(in, MONO);
        assertThat(in).isEqualTo(before);
    }

    @Test
    void the_greatest_of_the_last_values_is_right() {
        Random random = new Random(3);
        for (int length : new int[]{1, 2, 7, 300}) {
            Limiter.SlidingMaximum sliding = new Limiter.SlidingMaximum(length);
            int[] values = random.ints(3_000, 0, random.nextBoolean() ? 5 : 1 << 30).toArray();
            for (int k = 0; k < values.length; k++) {
                int expected = Arrays.stream(values, Math.max(0, k - length + 1), k + 1).max().orElseThrow();
                assertThat(sliding.push(values[k])).isEqualTo(expected);
            }
        }
    }

    /** What limiters get wrong: peaks between samples, steps, single samples, the highest frequency, wild changes of what is needed. */
    private static Map<String, float[]> sounds(int rate) {
        Random random = new Random(rate);
        int n = rate / 2;
        Map<String, float[]> all = new LinkedHashMap<>();
        all.put("997 Hz", Sounds.tone(997, rate, n, 32_767));
        float[] quarter = new float[n];
        float[] nyquist = new float[n];
        float[] noise = new float[n];
        float[] clicks = new float[n];
        float[] square = new float[n];
        float[] signs = new float[n];
        float[] bursts = new float[n];
        float[] steps = new float[n];
        for (int k = 0; k < n; k++) {
            quarter[k] = Math.round(32_767 * Math.sin(Math.PI / 2 * k + Math.PI / 4) * Math.sqrt(2));
            nyquist[k] = k % 2 == 0 ? 32_767 : -32_768;
            noise[k] = random.nextInt(65_536) - 32_768;
            clicks[k] = random.nextInt(97) == 0 ? 32_767 : 0;
            square[k] = k / 23 % 2 == 0 ? 32_767 : -32_768;
            signs[k] = random.nextBoolean() ? 32_767 : -32_768;
            bursts[k] = k / (rate / 100) % 2 == 0 ? random.nextInt(200) - 100 : random.nextInt(65_536) - 32_768;
            steps[k] = (float) (Math.sin(2 * Math.PI * 700 * k / rate) * (k / (rate / 50) % 2 == 0 ? 800 : 32_767));
        }
        all.put("a quarter of the rate, 45 degrees", clipped(quarter));
        all.put("half the rate", nyquist);
        all.put("white noise", noise);
        all.put("clicks", clicks);
        all.put("square wave", square);
        all.put("random signs", signs);
        all.put("bursts", bursts);
        all.put("steps", steps);
        float[] one = new float[n];
        one[n / 2] = -32_768;
        all.put("one sample", one);
        float[] worst = new float[n];
        for (int k = n / 2 - 12; k < n / 2 + 12; k++) {
            worst[k] = (k < n / 2 ? k % 2 == 0 : k % 2 != 0) ? 32_767 : -32_768;
        }
        all.put("signs that add up", worst);
        return all;
    }

    private static float[] clipped(float[] in) {
        for (int k = 0; k < in.length; k++) {
            in[k] = Math.max(-32_768, Math.min(32_767, in[k]));
        }
        return in;
    }

    static double truePeak(float[] rounded, PcmFormat format) {
        return LoudnessMeter.measure(Sounds.bytes(rounded), format).truePeakDbtp();
    }

    /** At a level, as 16-bit samples. */
    static float[] levelled(Level level, PcmFormat format, float[] in) {
        float[] out = level.apply(in, format);
        for (int k = 0; k < out.length; k++) {
            out[k] = Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, Math.round(out[k])));
        }
        return out;
    }

    private static float[] raw(Level level, PcmFormat format, float[] in) {
        return level.apply(in, format);
    }
}
