package announcer.engine.sound;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.api.Test;

import announcer.api.audio.PcmFormat;

class SilenceTrimmerTest {
    private static final PcmFormat MONO = new PcmFormat(16_000, 1);
    private static final int LEAD = 160;
    private static final int TAIL = 480;

    private final Sounds.Collected out = new Sounds.Collected(1);
    private final SilenceTrimmer trimmer = new SilenceTrimmer(MONO, ConverterSettings.defaults(), out);

    @Test
    void ten_milliseconds_before_the_onset_and_thirty_after_the_last_sound_are_kept() throws Exception {
        float[] sound = Sounds.constant(1_000, 5_000);
        run(Sounds.join(new float[4_000], sound, new float[4_000]), 333);
        assertThat(out.samples()).isEqualTo(Sounds.join(new float[LEAD], sound, new float[TAIL]));
    }

    @Test
    void the_lead_is_the_silence_as_it_was_and_in_its_order() throws Exception {
        float[] hum = new float[1_234];
        for (int i = 0; i < hum.length; i++) {
            hum[i] = i % 30;
        }
        float[] sound = Sounds.constant(10, -165);
        for (int chunk : new int[]{1, 7, 159, 160, 161, 2_000}) {
            Sounds.Collected collected = new Sounds.Collected(1);
            SilenceTrimmer t = new SilenceTrimmer(MONO, ConverterSettings.defaults(), collected);
            feed(t, Sounds.join(hum, sound), chunk);
            t.end();
            assertThat(collected.samples()).as("chunks of %d", chunk)
                    .isEqualTo(Sounds.join(Arrays.copyOfRange(hum, hum.length - LEAD, hum.length), sound));
        }
    }

    @Test
    void sound_from_the_first_sample_on_gets_no_silence_in_front() throws Exception {
        float[] sound = Sounds.constant(5, 165);
        run(sound, 5);
        assertThat(out.samples()).isEqualTo(sound);
    }

    @Test
    void the_hum_that_freetts_makes_of_silence_is_silence() throws Exception {
        Random random = new Random(3);
        float[] hum = new float[3_300];
        for (int i = 0; i < hum.length; i++) {
            hum[i] = random.nextInt(2 * 118 + 1) - 118;
        }
        float[] sound = Sounds.constant(1_000, 5_000);
        run(Sounds.join(hum, sound, hum), 80);
        assertThat(out.samples()).hasSize(LEAD + sound.length + TAIL);
    }

    @Test
    void the_threshold_itself_is_silence_and_one_more_is_sound() throws Exception {
        run(new float[]{164, -164, 164}, 3);
        assertThat(trimmer.heardSound()).isFalse();
        assertThat(out.samples()).isEmpty();

        Sounds.Collected second = new Sounds.Collected(1);
        SilenceTrimmer t = new SilenceTrimmer(MONO, ConverterSettings.defaults(), second);
        feed(t, new float[]{164, -164, -165}, 3);
        assertThat(t.heardSound()).isTrue();
        assertThat(second.samples()).containsExactly(164, -164, -165);
    }

    @Test
    void pauses_come_out_to_the_sample_exact_or_humming() throws Exception {
        Random random = new Random(7);
        float[] hum = new float[20_000];
        for (int i = 0; i < hum.length; i++) {
            hum[i] = random.nextInt(4) == 0 ? random.nextInt(67) - 33 : 0;
        }
        float[] sound = Sounds.constant(700, 900);
        float[] all = Sounds.join(sound, new float[481], sound, new float[TAIL], sound, hum, sound, new float[5_000],
                Sounds.constant(3, 20), sound);
        run(all, 217);
        assertThat(out.samples()).isEqualTo(all);
    }

    @Test
    void thirty_seconds_of_exact_silence_are_held_as_a_count() throws Exception {
        HeldSilence held = new HeldSilence(1, 32_000, out);
        float[] zero = new float[1];
        for (int i = 0; i < 30 * 16_000; i++) {
            held.hold(zero, 0);
        }
        assertThat(held.storedGroups()).isZero();
        assertThat(out.samples()).isEmpty();
        held.release();
        assertThat(out.samples()).isEqualTo(new float[480_000]);
    }

    @Test
    void a_long_hum_is_let_go_past_the_limit_and_stays_as_it_was() throws Exception {
        HeldSilence held = new HeldSilence(1, 32_000, out);
        float[] hum = new float[30 * 16_000];
        for (int i = 0; i < hum.length; i++) {
            hum[i] = i % 3 == 0 ? 0 : i % 31;
            held.hold(hum, i);
            assertThat(held.storedGroups()).isLessThanOrEqualTo(32_000);
        }
        assertThat(hum.length - out.samples().length).isLessThanOrEqualTo(32_000);
        held.release();
        assertThat(out.samples()).isEqualTo(hum);
    }

    @Test
    void silence_after_the_tail_passes_at_once_up_to_its_length_and_the_rest_waits() throws Exception {
        trimmer.write(Sounds.join(Sounds.constant(100, 900), new float[300]), 0, 400);
        assertThat(out.samples()).as("part of the tail").hasSize(400);
        trimmer.write(new float[1_000], 0, 1_000);
        assertThat(out.samples()).as("the whole tail").hasSize(100 + TAIL);
        trimmer.write(Sounds.constant(1, 900), 0, 1);
        assertThat(out.samples()).as("the pause was one").hasSize(1_401);
    }

    @Test
    void one_loud_channel_of_two_is_sound() throws Exception {
        Sounds.Collected stereo = new Sounds.Collected(2);
        SilenceTrimmer t = new SilenceTrimmer(new PcmFormat(16_000, 2), ConverterSettings.defaults(), stereo);
        t.write(new float[]{0, 0, 0, 199, 0, 0}, 0, 3);
        assertThat(stereo.samples()).containsExactly(0, 0, 0, 199, 0, 0);
    }

    private void run(float[] in, int chunk) throws InterruptedException {
        feed(trimmer, in, chunk);
        trimmer.end();
        assertThat(out.ended).isTrue();
    }

    private static void feed(SilenceTrimmer t, float[] in, int chunk) throws InterruptedException {
        for (int g = 0; g < in.length; g += chunk) {
            t.write(in, g, Math.min(chunk, in.length - g));
        }
    }
}
