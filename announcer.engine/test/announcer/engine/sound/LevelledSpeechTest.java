package announcer.engine.sound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
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
    void the_measured_difference_brings_a_voice_to_the_target() throws Exception {
        byte[] voice = Sounds.bytes(babble(0.03f));
        double measured = meter(K16, voice).integratedLufs().getAsDouble();
        assertThat(measured).isLessThan(-30);
        for (PcmFormat to : new PcmFormat[]{K24, K24_STEREO}) {
            Sounds.Frames out = convert(to, new Level(-23 - measured, -1), 4_000, voice);
            // Two equal channels are 3 LU louder than one, by the standard.
            double expected = to.channels() == 1 ? -23 : -20;
            assertThat(meter(to, out.bytes()).integratedLufs().getAsDouble()).isCloseTo(expected, within(0.3));
        }
    }

    @Test
    void a_voice_that_is_raised_too_far_is_held_at_the_ceiling_and_not_clipped() throws Exception {
        Sounds.Frames out = convert(K24, new Level(18, -1), 4_000, Sounds.bytes(babble(0.9f)));
        assertThat(meter(K24, out.bytes()).truePeakDbtp()).isBetween(-1.2, -0.9);
        Sounds.Frames clipped = convert(K24, new Level(18, Double.POSITIVE_INFINITY), 4_000, Sounds.bytes(babble(0.9f)));
        assertThat(meter(K24, clipped.bytes()).truePeakDbtp()).as("what it would be without a limiter").isGreaterThan(0);
    }

    @Test
    void neither_frames_nor_their_number_change_where_there_is_nothing_to_do() throws Exception {
        byte[] voice = Sounds.bytes(babble(0.3f));
        for (PcmFormat to : new PcmFormat[]{K16, K24, K24_STEREO}) {
            Sounds.Frames old = new Sounds.Frames();
            SpeechConverter c = new SpeechConverter(K16, to, ConverterSettings.defaults(), new FilterBank());
            c.write(ByteBuffer.wrap(voice), old);
            c.end(old);
            assertThat(convert(to, Level.UNCHANGED, 999, voice).bytes()).isEqualTo(old.bytes());
            assertThat(convert(to, new Level(0, -1), 999, voice).bytes()).as("below the ceiling").isEqualTo(old.bytes());
            assertThat(convert(to, new Level(20, -6), 999, voice).frames).hasSameSizeAs(old.frames);
        }
    }

    @Test
    void pauses_stay_exactly_silent_and_as_long_as_they_were() throws Exception {
        ConverterSettings plain = new ConverterSettings(33, Duration.ZERO, Duration.ZERO, Duration.ZERO);
        float[] in = Sounds.join(Sounds.constant(960, 20_000), new float[16_000], Sounds.constant(960, 20_000));
        Sounds.Frames out = new Sounds.Frames();
        SpeechConverter c = new SpeechConverter(K24, K24, plain, new FilterBank(), new Level(12, -3));
        c.write(ByteBuffer.wrap(Sounds.bytes(in)), out);
        c.end(out);
        assertThat(Arrays.copyOfRange(out.samples(), 960, 16_960)).containsOnly(0);
        assertThat(out.samples()[959]).isGreaterThan(0);
        assertThat(out.samples()[16_960]).isGreaterThan(0);
    }

    @Test
    void splits_anywhere_give_the_same_frames() throws Exception {
        byte[] voice = Sounds.bytes(babble(0.9f));
        byte[] whole = convert(K24_STEREO, new Level(9, -2), voice.length, voice).bytes();
        for (int greatest : new int[]{3, 600, 9_000}) {
            assertThat(convert(K24_STEREO, new Level(9, -2), greatest, voice).bytes()).isEqualTo(whole);
        }
    }

    private static LoudnessMeter meter(PcmFormat format, byte[] pcm) {
        LoudnessMeter meter = new LoudnessMeter(format);
        meter.write(ByteBuffer.wrap(pcm));
        return meter;
    }

    private static Sounds.Frames convert(PcmFormat to, Level level, int greatest, byte[] pcm) throws InterruptedException {
        Random random = new Random(greatest);
        Sounds.Frames out = new Sounds.Frames();
        SpeechConverter c = new SpeechConverter(K16, to, ConverterSettings.defaults(), new FilterBank(), level);
        for (int i = 0; i < pcm.length;) {
            int n = Math.min(pcm.length - i, 1 + random.nextInt(greatest));
            c.write(ByteBuffer.wrap(pcm, i, n), out);
            i += n;
        }
        c.end(out);
        return out;
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
