package announcer.engine.sound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.api.Test;

import announcer.api.audio.PcmFormat;

class SpeechConverterTest {
    private static final PcmFormat K8 = new PcmFormat(8_000, 1);
    private static final PcmFormat K16 = new PcmFormat(16_000, 1);
    private static final PcmFormat K24 = new PcmFormat(24_000, 1);
    private static final PcmFormat K24_STEREO = new PcmFormat(24_000, 2);
    private static final ConverterSettings NO_FADE = new ConverterSettings(33, Duration.ZERO, Duration.ZERO, Duration.ZERO);

    private final Sounds.Frames out = new Sounds.Frames();

    @Test
    void an_utterance_comes_out_trimmed_whole_and_in_frames_padded_with_zeros() throws Exception {
        float[] voice = Sounds.tone(440, 16_000, 8_080, 20_000);
        SpeechConverter c = convert(K16, K24, ConverterSettings.defaults(),
                Sounds.bytes(Sounds.join(new float[3_600], voice, new float[6_000])));
        // 10 ms before the onset (the last of them is the tone's own first zero), the tone, 30 ms after it
        int expected = (int) Math.ceil((160 + 8_079 + 480) * 1.5);
        assertThat(out.frames).hasSize((expected + 479) / 480).allMatch(f -> f.length == 960);
        assertThat(c.framesOut()).isEqualTo(out.frames.size());
        assertThat(c.heardSound()).isTrue();
        float[] s = out.samples();
        assertThat(ToneFit.of(s, 1_000, 11_000, 440, 24_000).snrDecibels()).isGreaterThan(85);
        assertThat(Arrays.copyOfRange(s, expected, s.length)).containsOnly(0);
    }

    @Test
    void equal_formats_pass_to_the_bit_apart_from_trimming() throws Exception {
        Random random = new Random(1);
        float[] in = new float[4_800];
        for (int i = 0; i < in.length; i++) {
            in[i] = (random.nextBoolean() ? 1 : -1) * (34 + random.nextInt(32_733));
        }
        convert(K24, K24, NO_FADE, Sounds.bytes(Sounds.join(new float[777], in, new float[777])));
        assertThat(out.samples()).isEqualTo(in);
    }

    @Test
    void splits_anywhere_give_the_same_frames() throws Exception {
        Random random = new Random(99);
        for (PcmFormat from : new PcmFormat[]{K8, K16, new PcmFormat(22_050, 2), K24, new PcmFormat(48_000, 2)}) {
            for (PcmFormat to : new PcmFormat[]{K24, K24_STEREO, new PcmFormat(48_000, 1)}) {
                byte[] pcm = utterance(random, from);
                Sounds.Frames whole = new Sounds.Frames();
                SpeechConverter one = new SpeechConverter(from, to, ConverterSettings.defaults());
                one.write(ByteBuffer.wrap(pcm), whole);
                one.end(whole);

                Sounds.Frames split = new Sounds.Frames();
                SpeechConverter many = new SpeechConverter(from, to, ConverterSettings.defaults());
                for (int i = 0; i < pcm.length;) {
                    int n = Math.min(pcm.length - i, random.nextInt(random.nextInt(5) == 0 ? 5_000 : 9));
                    many.write(ByteBuffer.wrap(pcm, i, n), split);
                    i += n;
                }
                many.end(split);
                assertThat(split.bytes()).as("%s to %s", from, to).isEqualTo(whole.bytes()).isNotEmpty();
            }
        }
    }

    @Test
    void a_shared_filter_gives_the_same_frames_and_is_made_once() throws Exception {
        FilterBank filters = new FilterBank();
        assertThat(filters.between(22_050, 24_000)).isSameAs(filters.between(22_050, 24_000)).isNotSameAs(filters.between(22_050, 48_000));
        PcmFormat from = new PcmFormat(22_050, 1);
        byte[] pcm = utterance(new Random(5), from);
        convert(from, K24, ConverterSettings.defaults(), pcm);
        Sounds.Frames shared = new Sounds.Frames();
        SpeechConverter c = new SpeechConverter(from, K24, ConverterSettings.defaults(), filters);
        c.write(ByteBuffer.wrap(pcm), shared);
        c.end(shared);
        assertThat(shared.bytes()).isEqualTo(out.bytes());
    }

    @Test
    void silence_and_nothing_give_no_frame_and_are_told() throws Exception {
        assertThat(convert(K16, K24, ConverterSettings.defaults(), new byte[0]).heardSound()).isFalse();
        assertThat(convert(K16, K24, ConverterSettings.defaults(), new byte[100_000]).heardSound()).isFalse();
        assertThat(convert(K16, K24, ConverterSettings.defaults(), new byte[]{99}).heardSound()).isFalse();
        assertThat(out.frames).isEmpty();
    }

    @Test
    void loud_ends_join_silence_without_a_step() throws Exception {
        // The worst case: full-scale sound that begins and ends at its peak.
        float[] peak = new float[4_000];
        for (int i = 0; i < peak.length; i++) {
            peak[i] = (float) Math.rint(32_000 * Math.cos(2 * Math.PI * 200 * i / 16_000));
        }
        convert(K16, K24, new ConverterSettings(33, Duration.ZERO, Duration.ZERO, Duration.ofMillis(5)), Sounds.bytes(peak));
        float[] s = Sounds.join(new float[1], out.samples(), new float[1]);
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
    void thirty_seconds_of_pause_come_out_as_long_as_they_were() throws Exception {
        float[] voice = Sounds.constant(1_600, 8_000);
        convert(K16, K24, NO_FADE, Sounds.bytes(Sounds.join(voice, new float[480_000], voice)));
        assertThat(out.frames).hasSize((2_400 * 2 + 720_000) / 480);
        float[] s = out.samples();
        assertThat(Arrays.copyOfRange(s, 2_500, 2_400 + 720_000 - 100)).containsOnly(0);
        assertThat(s[2_400 + 720_000 + 100]).isEqualTo(8_000);
    }

    @Test
    void overshoot_is_held_at_the_limit_and_never_wraps() throws Exception {
        float[] square = new float[16_000];
        for (int i = 0; i < square.length; i++) {
            square[i] = i / 20 % 2 == 0 ? 32_767 : -32_768;
        }
        convert(K16, K24, NO_FADE, Sounds.bytes(square));
        float[] s = out.samples();
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
    void mono_is_the_same_on_both_channels_and_stereo_becomes_its_mean() throws Exception {
        float[] voice = Sounds.tone(440, 16_000, 4_000, 20_000);
        convert(K16, K24_STEREO, NO_FADE, Sounds.bytes(voice));
        float[] s = out.samples();
        for (int i = 0; i < s.length; i += 2) {
            assertThat(s[i]).isEqualTo(s[i + 1]);
        }
        float[] stereo = new float[2_000];
        for (int i = 0; i < 1_000; i++) {
            stereo[2 * i] = 1_000;
            stereo[2 * i + 1] = 3_000;
        }
        Sounds.Frames mono = new Sounds.Frames();
        SpeechConverter c = new SpeechConverter(K24_STEREO, K24, NO_FADE);
        c.write(ByteBuffer.wrap(Sounds.bytes(stereo)), mono);
        c.end(mono);
        assertThat(Arrays.copyOf(mono.samples(), 1_000)).containsOnly(2_000);
    }

    @Test
    void the_first_frame_comes_as_soon_as_its_sound_is_certain() throws Exception {
        SpeechConverter c = new SpeechConverter(K16, K24, ConverterSettings.defaults());
        c.write(ByteBuffer.wrap(new byte[2 * 4_000]), out);
        int groupsAfterOnset = 0;
        while (out.frames.isEmpty()) {
            c.write(ByteBuffer.wrap(Sounds.bytes(new float[]{5_000})), out);
            groupsAfterOnset++;
        }
        // 20 ms of frame less 10 ms of lead, 5 ms of fade, 2 ms of resampler
        assertThat(groupsAfterOnset).isLessThanOrEqualTo(16 * 10 + 16 * 5 + 32 + 1);
    }

    @Test
    void a_converter_that_has_ended_says_so() throws Exception {
        SpeechConverter c = convert(K16, K24, ConverterSettings.defaults(), new byte[2]);
        assertThatThrownBy(() -> c.write(ByteBuffer.allocate(2), out)).hasMessageContaining("ended");
        assertThatThrownBy(() -> c.end(out)).hasMessageContaining("ended");
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

    private SpeechConverter convert(PcmFormat from, PcmFormat to, ConverterSettings settings, byte[] pcm) throws InterruptedException {
        SpeechConverter c = new SpeechConverter(from, to, settings);
        c.write(ByteBuffer.wrap(pcm), out);
        c.end(out);
        return c;
    }
}
