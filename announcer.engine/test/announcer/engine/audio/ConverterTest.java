package announcer.engine.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.api.Test;

import announcer.api.audio.PcmFormat;

class ConverterTest {
    private static final PcmFormat K16 = new PcmFormat(16_000, 1);
    private static final PcmFormat K24 = new PcmFormat(24_000, 1);
    private static final PcmFormat K24_STEREO = new PcmFormat(24_000, 2);
    private static final ConverterSettings NO_FADE = new ConverterSettings(33, Duration.ZERO, Duration.ZERO, Duration.ZERO);

    @Test
    void an_utterance_comes_out_trimmed_and_whole_and_its_frames_are_padded_with_zeros() {
        float[] voice = Sounds.tone(440, 16_000, 8_080, 20_000);
        byte[] pcm = convert(K16, K24, ConverterSettings.defaults(), Sounds.bytes(Sounds.join(new float[3_600], voice, new float[6_000])));
        // 10 ms before the onset (the last of them is the tone's own first zero), the tone, 30 ms after it
        int expected = (int) Math.ceil((160 + 8_079 + 480) * 1.5);
        assertThat(pcm).hasSize(2 * expected);
        assertThat(ToneFit.of(Sounds.samples(pcm), 1_000, 11_000, 440, 24_000).snrDecibels()).isGreaterThan(85);
        PcmBuilder sentence = new PcmBuilder(K24);
        sentence.add(pcm);
        byte[] frames = sentence.frames();
        assertThat(frames).hasSize((expected + 479) / 480 * 960).startsWith(pcm);
        assertThat(Arrays.copyOfRange(frames, 2 * expected, frames.length)).containsOnly(0);
    }

    @Test
    void equal_formats_pass_to_the_bit_apart_from_trimming() {
        Random random = new Random(1);
        float[] in = new float[4_800];
        for (int i = 0; i < in.length; i++) {
            in[i] = (random.nextBoolean() ? 1 : -1) * (34 + random.nextInt(32_733));
        }
        byte[] out = convert(K24, K24, NO_FADE, Sounds.bytes(Sounds.join(new float[777], in, new float[777])));
        assertThat(Sounds.samples(out)).isEqualTo(in);
    }

    @Test
    void a_shared_filter_gives_the_same_sound_and_is_made_once() {
        FilterBank filters = new FilterBank();
        assertThat(filters.between(22_050, 24_000)).isSameAs(filters.between(22_050, 24_000)).isNotSameAs(filters.between(22_050, 48_000));
        PcmFormat from = new PcmFormat(22_050, 1);
        byte[] pcm = utterance(new Random(5), from);
        byte[] own = convert(from, K24, ConverterSettings.defaults(), pcm);
        Converter shared = new Converter(from, K24, ConverterSettings.defaults(), filters, Level.UNCHANGED);
        assertThat(shared.convert(pcm)).isEqualTo(own).isNotEmpty();
        assertThat(shared.convert(pcm)).as("used again").isEqualTo(own);
    }

    @Test
    void what_it_is_given_is_not_changed() {
        for (PcmFormat format : new PcmFormat[]{K24, K24_STEREO}) {
            byte[] pcm = utterance(new Random(6), format);
            byte[] before = pcm.clone();
            convert(format, format, ConverterSettings.defaults(), pcm);
            assertThat(pcm).isEqualTo(before);
        }
    }

    @Test
    void silence_and_nothing_give_no_sound() {
        for (byte[] pcm : new byte[][]{{}, new byte[100_000], {99}}) {
            assertThat(convert(K16, K24, ConverterSettings.defaults(), pcm)).isEmpty();
        }
    }

    @Test
    void loud_ends_join_silence_without_a_step() {
        // The worst case: full-scale sound that begins and ends at its peak.
        float[] peak = new float[4_000];
        for (int i = 0; i < peak.length; i++) {
            peak[i] = (float) Math.rint(32_000 * Math.cos(2 * Math.PI * 200 * i / 16_000));
        }
        byte[] out = convert(K16, K24, new ConverterSettings(33, Duration.ZERO, Duration.ZERO, Duration.ofMillis(5)), Sounds.bytes(peak));
        float[] s = Sounds.join(new float[1], Sounds.samples(out), new float[1]);
        double steepestInside = 32_000 * 2 * Math.PI * 200 / 24_000;
        int last = 6_000;
        for (int i = 1; i < s.length; i++) {
            boolean nearAnEnd = i < 120 || i > last - 120;
            if (nearAnEnd) {
                assertThat(Math.abs(s[i] - s[i - 1])).as("step at %d", i).isLessThan((float) steepestInside * 1.1f);
            }
        }
        assertThat(Math.abs(s[1])).isLessThan(10);
        assertThat(Math.abs(s[last])).isLessThan(10);
    }

    @Test
    void thirty_seconds_of_pause_come_out_as_long_as_they_were() {
        float[] voice = Sounds.constant(1_600, 8_000);
        float[] s = Sounds.samples(convert(K16, K24, NO_FADE, Sounds.bytes(Sounds.join(voice, new float[480_000], voice))));
        assertThat(s).hasSize(2_400 * 2 + 720_000);
        assertThat(Arrays.copyOfRange(s, 2_500, 2_400 + 720_000 - 100)).containsOnly(0);
        assertThat(s[2_400 + 720_000 + 100]).isEqualTo(8_000);
    }

    @Test
    void overshoot_is_held_at_the_limit_and_never_wraps() {
        float[] square = new float[16_000];
        for (int i = 0; i < square.length; i++) {
            square[i] = i / 20 % 2 == 0 ? 32_767 : -32_768;
        }
        float[] s = Sounds.samples(convert(K16, K24, NO_FADE, Sounds.bytes(square)));
        assertThat(s).contains(32_767, -32_768);
        for (int i = 100; i < 23_900; i++) {
            // In the middle of each half wave the sign must be that of the square wave.
            int place = i % 60;
            if (place > 4 && place < 26) {
                assertThat(s[i]).isGreaterThan(25_000);
            } else if (place > 34 && place < 56) {
                assertThat(s[i]).isLessThan(-25_000);
            }
        }
    }

    @Test
    void mono_is_the_same_on_both_channels_and_stereo_becomes_its_mean() {
        float[] voice = Sounds.tone(440, 16_000, 4_000, 20_000);
        float[] s = Sounds.samples(convert(K16, K24_STEREO, NO_FADE, Sounds.bytes(voice)));
        for (int i = 0; i < s.length; i += 2) {
            assertThat(s[i]).isEqualTo(s[i + 1]);
        }
        float[] stereo = new float[2_000];
        for (int i = 0; i < 1_000; i++) {
            stereo[2 * i] = 1_000;
            stereo[2 * i + 1] = 3_000;
        }
        float[] mono = Sounds.samples(convert(K24_STEREO, K24, NO_FADE, Sounds.bytes(stereo)));
        assertThat(mono).hasSize(1_000).containsOnly(2_000);
    }

    @Test
    void settings_outside_of_their_range_are_refused_with_their_value() {
        Duration ms = Duration.ofMillis(1);
        assertThatThrownBy(() -> new ConverterSettings(-1, ms, ms, ms)).hasMessageContaining("-1");
        assertThatThrownBy(() -> new ConverterSettings(1, Duration.ofMillis(1_001), ms, ms)).hasMessageContaining("leadKeep is 1001 ms");
        assertThatThrownBy(() -> new ConverterSettings(1, ms, ms, ms.negated())).hasMessageContaining("fade is -1 ms");
    }

    private static byte[] utterance(Random random, PcmFormat format) {
        int n = format.sampleRateHz() * format.channels();
        float[] noise = new float[n];
        for (int i = 0; i < n; i++) {
            noise[i] = random.nextInt(65_536) - 32_768;
        }
        return Sounds.bytes(Sounds.join(new float[n / 10], noise, new float[n / 3], noise, new float[n / 5]));
    }

    private static byte[] convert(PcmFormat from, PcmFormat to, ConverterSettings settings, byte[] pcm) {
        return new Converter(from, to, settings, new FilterBank(), Level.UNCHANGED).convert(pcm);
    }
}
