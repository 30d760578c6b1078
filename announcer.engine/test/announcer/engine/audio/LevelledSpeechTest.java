package announcer.engine.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.api.Test;

import announcer.api.audio.PcmFormat;

/** Levels at the converter's door. */
class LevelledSpeechTest {
    private static final PcmFormat K16 = new PcmFormat(16_000, 1);
    private static final PcmFormat K24 = new PcmFormat(24_000, 1);
    private static final PcmFormat K24_STEREO = new PcmFormat(24_000, 2);

    @Test
    void the_measured_difference_brings_a_voice_to_the_target() {
        byte[] voice = Sounds.bytes(babble(0.03f));
        double measured = meter(K16, voice).integratedLufs().getAsDouble();
        assertThat(measured).isLessThan(-30);
        for (PcmFormat to : new PcmFormat[]{K24, K24_STEREO}) {
            byte[] out = convert(to, new Level(-23 - measured, -1), voice);
            // Two equal channels are 3 LU louder than one, by the standard.
            double expected = to.channels() == 1 ? -23 : -20;
            assertThat(meter(to, out).integratedLufs().getAsDouble()).isCloseTo(expected, within(0.3));
        }
    }

    @Test
    void a_voice_that_is_raised_too_far_is_held_at_the_ceiling_and_not_clipped() {
        byte[] out = convert(K24, new Level(18, -1), Sounds.bytes(babble(0.9f)));
        assertThat(meter(K24, out).truePeakDbtp()).isBetween(-1.2, -0.9);
        byte[] clipped = convert(K24, new Level(18, Double.POSITIVE_INFINITY), Sounds.bytes(babble(0.9f)));
        assertThat(meter(K24, clipped).truePeakDbtp()).as("what it would be without a limiter").isGreaterThan(0);
    }

    @Test
    void neither_samples_nor_their_number_change_where_there_is_nothing_to_do() {
        byte[] voice = Sounds.bytes(babble(0.3f));
        for (PcmFormat to : new PcmFormat[]{K16, K24, K24_STEREO}) {
            byte[] unchanged = convert(to, Level.UNCHANGED, voice);
            assertThat(convert(to, new Level(0, -1), voice)).as("below the ceiling").isEqualTo(unchanged);
            assertThat(convert(to, new Level(20, -6), voice)).hasSameSizeAs(unchanged).isNotEqualTo(unchanged);
        }
    }

    @Test
    void pauses_stay_exactly_silent_and_as_long_as_they_were() {
        ConverterSettings plain = new ConverterSettings(33, Duration.ZERO, Duration.ZERO, Duration.ZERO);
        float[] in = Sounds.join(Sounds.constant(960, 20_000), new float[16_000], Sounds.constant(960, 20_000));
        float[] out = Sounds.samples(new Converter(K24, K24, plain, new FilterBank(), new Level(12, -3)).convert(Sounds.bytes(in)));
        assertThat(Arrays.copyOfRange(out, 960, 16_960)).containsOnly(0);
        assertThat(out[959]).isGreaterThan(0);
        assertThat(out[16_960]).isGreaterThan(0);
    }

    private static LoudnessMeter.Loudness meter(PcmFormat format, byte[] pcm) {
        return LoudnessMeter.measure(pcm, format);
    }

    private static byte[] convert(PcmFormat to, Level level, byte[] pcm) {
        return new Converter(K16, to, ConverterSettings.defaults(), new FilterBank(), level).convert(pcm);
    }

    /** Three seconds of tones that come and go, at 16 kHz. */
    private static float[] babble(float loudest) {
        Random random = new Random(6);
        float[] s = new float[48_000];
        for (int start = 0; start < s.length; start += 3_200) {
            double hz = 150 + random.nextInt(1_500);
            double loud = loudest * 32_767 * (0.3 + 0.7 * random.nextDouble());
            for (int k = 0; k < 3_200; k++) {
                s[start + k] = Math.round(loud * Math.sin(Math.PI * k / 3_200) * Math.sin(2 * Math.PI * hz * k / 16_000));
            }
        }
        return s;
    }
}
