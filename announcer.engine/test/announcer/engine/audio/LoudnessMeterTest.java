package announcer.engine.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;

import org.junit.jupiter.api.Test;

import announcer.api.audio.PcmFormat;

class LoudnessMeterTest {
    private static final int RATE = 48_000;
    private static final PcmFormat MONO = new PcmFormat(RATE, 1);
    private static final PcmFormat STEREO = new PcmFormat(RATE, 2);

    @Test
    void a_full_tone_of_997_Hz_in_one_channel_is_minus_3_01() {
        assertThat(lufs(MONO, tone(997, 5, 0))).isCloseTo(-3.01, within(0.01));
        assertThat(lufs(MONO, tone(997, 5, -20))).isCloseTo(-23.01, within(0.01));
        assertThat(lufs(STEREO, stereo(tone(997, 5, -20), new float[5 * RATE]))).isCloseTo(-23.01, within(0.01));
    }

    @Test
    void two_channels_add_up() {
        // EBU Tech 3341, cases 1 and 2: 1 kHz in both channels at -23 and -33 dB of a full tone
        for (double db : new double[]{-23, -33}) {
            float[] tone = tone(1_000, 20, db);
            assertThat(lufs(STEREO, stereo(tone, tone))).isCloseTo(db, within(0.05));
        }
    }

    @Test
    void quiet_parts_do_not_count() {
        // EBU Tech 3341, cases 3 to 5
        assertGated(-23, -36, 10, -23, 60, -36, 10);
        assertGated(-23, -72, 10, -36, 10, -23, 60, -36, 10, -72, 10);
        assertGated(-23, -26, 20, -20, 20.1, -26, 20);
    }

    private static void assertGated(double expected, double... levelsAndSeconds) {
        float[] all = {};
        for (int i = 0; i < levelsAndSeconds.length; i += 2) {
            float[] tone = tone(1_000, levelsAndSeconds[i + 1], levelsAndSeconds[i]);
            all = Sounds.join(all, stereo(tone, tone));
        }
        assertThat(lufs(STEREO, all)).isCloseTo(expected, within(0.1));
    }

    @Test
    void pauses_between_words_do_not_count() {
        float[] words = tone(700, 2, -20);
        double withoutPauses = lufs(MONO, words);
        assertThat(lufs(MONO, Sounds.join(words, new float[10 * RATE], words))).isCloseTo(withoutPauses, within(0.6));
        float mean = (float) (withoutPauses + 10 * Math.log10(4 / 14.0));
        assertThat(mean).as("what it would be without the gate").isLessThan((float) withoutPauses - 5);
    }

    @Test
    void nothing_and_silence_and_what_is_nearly_silent_have_no_loudness() {
        LoudnessMeter.Loudness nothing = measure(MONO, new float[0]);
        assertThat(nothing.integratedLufs()).isEmpty();
        assertThat(nothing.truePeakDbtp()).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(measure(MONO, new float[RATE]).integratedLufs()).isEmpty();
        assertThat(measure(MONO, tone(997, 2, -69)).integratedLufs()).as("-72 LUFS").isEmpty();
        assertThat(lufs(MONO, tone(997, 2, -66))).isCloseTo(-69, within(0.3));
    }

    @Test
    void short_sound_is_measured_whole() {
        for (double seconds : new double[]{0.05, 0.1, 0.25, 0.3999}) {
            assertThat(lufs(MONO, tone(997, seconds, -20))).as("%s s", seconds).isCloseTo(-23.01, within(0.2));
        }
        // Ungated: half of it silent is half the power
        assertThat(lufs(MONO, Sounds.join(tone(997, 0.15, -20), new float[RATE * 15 / 100]))).isCloseTo(-26.02, within(0.2));
        assertThat(measure(MONO, tone(997, 0.2, -69)).integratedLufs()).isEmpty();
    }

    @Test
    void the_rate_makes_no_difference() {
        Random random = new Random(4);
        double[] hz = random.doubles(20, 150, 3_000).toArray();
        double[] turns = random.doubles(20, 0, 2 * Math.PI).toArray();
        // At 8 kHz the shelf's upper end lies near the rate's own, where the bilinear transform squeezes it.
        double reference = lufs(MONO, chord(RATE, hz, turns));
        for (int rate : new int[]{8_000, 16_000, 22_050, 24_000, 44_100, 96_000, 192_000}) {
            double there = lufs(new PcmFormat(rate, 1), chord(rate, hz, turns));
            System.out.printf("meter: at %d Hz %.3f LUFS, at 48000 Hz %.3f%n", rate, there, reference);
            assertThat(there).as("%d Hz", rate).isCloseTo(reference, within(rate == 8_000 ? 0.2 : 0.1));
        }
    }

    private static float[] chord(int rate, double[] hz, double[] turns) {
        float[] s = new float[2 * rate];
        for (int k = 0; k < s.length; k++) {
            double sum = 0;
            for (int i = 0; i < hz.length; i++) {
                sum += Math.sin(2 * Math.PI * hz[i] * k / rate + turns[i]);
            }
            s[k] = Math.round(600 * sum);
        }
        return s;
    }

    @Test
    void the_peak_between_samples_is_found() {
        // Samples at 0.7 of the tone's peak: the sample peak is 3.01 dB too low
        float[] quarter = new float[RATE];
        for (int k = 0; k < quarter.length; k++) {
            quarter[k] = Math.round(20_000 * Math.sin(Math.PI / 2 * k + Math.PI / 4));
        }
        // The start and the end of it ring: they are faded here, as utterances are.
        fade(quarter);
        assertThat(peak(MONO, quarter)).isCloseTo(Sounds.decibels(20_000 / 32_768.0), within(0.05));
        assertThat(peak(STEREO, stereo(new float[RATE], quarter))).isCloseTo(Sounds.decibels(20_000 / 32_768.0), within(0.05));
        // EBU Tech 3341, case 15 ff.: the tolerance of a true peak is +0.2, -0.4 dB
        for (double hz : new double[]{997, 3_000, 7_919, 11_003, 15_013, 19_001, 21_001}) {
            float[] tone = tone(hz, 1, -6);
            fade(tone);
            assertThat(peak(MONO, tone)).as("%s Hz", hz).isBetween(-6.4, -5.8);
        }
    }

    private static void fade(float[] s) {
        for (int k = 0; k < 1_000; k++) {
            s[k] = Math.round(s[k] * k / 1_000f);
            s[s.length - 1 - k] = Math.round(s[s.length - 1 - k] * k / 1_000f);
        }
    }

    @Test
    void the_peak_of_the_very_last_sample_counts() {
        float[] in = new float[1_000];
        in[999] = -16_384;
        in[998] = -16_384;
        double first = peak(MONO, in);
        assertThat(first).as("two equal samples rise between them").isBetween(-4.5, -3.5);
        assertThat(peak(MONO, Sounds.join(in, new float[1_000]))).as("silence behind it changes nothing").isEqualTo(first);
    }

    @Test
    void noise_of_all_bits_has_a_loudness_and_a_peak_above_full_scale() {
        byte[] pcm = new byte[400_000];
        new Random(8).nextBytes(pcm);
        for (PcmFormat format : new PcmFormat[]{MONO, STEREO, new PcmFormat(22_050, 2)}) {
            LoudnessMeter.Loudness loudness = LoudnessMeter.measure(pcm, format);
            assertThat(loudness.integratedLufs()).isPresent();
            assertThat(loudness.truePeakDbtp()).isGreaterThan(0);
        }
    }

    static float[] tone(double hz, double seconds, double db) {
        return Sounds.tone(hz, RATE, (int) Math.round(seconds * RATE), 32_767 * Math.pow(10, db / 20));
    }

    static float[] stereo(float[] left, float[] right) {
        float[] both = new float[2 * left.length];
        for (int g = 0; g < left.length; g++) {
            both[2 * g] = left[g];
            both[2 * g + 1] = right[g];
        }
        return both;
    }

    private static LoudnessMeter.Loudness measure(PcmFormat format, float[] samples) {
        return LoudnessMeter.measure(Sounds.bytes(samples), format);
    }

    private static double lufs(PcmFormat format, float[] samples) {
        return measure(format, samples).integratedLufs().getAsDouble();
    }

    private static double peak(PcmFormat format, float[] samples) {
        return measure(format, samples).truePeakDbtp();
    }
}
