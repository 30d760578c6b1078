package announcer.engine.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.api.Test;

class SilenceTrimmerTest {
    private static final int RATE = 16_000;
    private static final int LEAD = 160;
    private static final int TAIL = 480;

    @Test
    void ten_milliseconds_before_the_onset_and_thirty_after_the_last_sound_are_kept() {
        float[] sound = Sounds.constant(1_000, 5_000);
        assertThat(trim(Sounds.join(new float[4_000], sound, new float[4_000])))
                .isEqualTo(Sounds.join(new float[LEAD], sound, new float[TAIL]));
    }

    @Test
    void the_lead_is_the_silence_as_it_was_and_in_its_order() {
        float[] hum = new float[1_234];
        for (int i = 0; i < hum.length; i++) {
            hum[i] = i % 30;
        }
        float[] sound = Sounds.constant(10, -165);
        assertThat(trim(Sounds.join(hum, sound))).isEqualTo(Sounds.join(Arrays.copyOfRange(hum, hum.length - LEAD, hum.length), sound));
        float[] tail = Arrays.copyOf(hum, TAIL);
        assertThat(trim(Sounds.join(sound, hum))).as("and so is the tail").isEqualTo(Sounds.join(sound, tail));
    }

    @Test
    void sound_from_the_first_sample_on_gets_no_silence_in_front() {
        float[] sound = Sounds.constant(5, 165);
        assertThat(trim(sound)).isEqualTo(sound).isNotSameAs(sound);
    }

    @Test
    void the_hum_that_freetts_makes_of_silence_is_silence() {
        Random random = new Random(3);
        float[] hum = new float[3_300];
        for (int i = 0; i < hum.length; i++) {
            hum[i] = random.nextInt(2 * 118 + 1) - 118;
        }
        float[] sound = Sounds.constant(1_000, 5_000);
        assertThat(trim(Sounds.join(hum, sound, hum))).hasSize(LEAD + sound.length + TAIL);
    }

    @Test
    void the_threshold_itself_is_silence_and_one_more_is_sound() {
        assertThat(trim(new float[]{164, -164, 164})).isEmpty();
        assertThat(trim(new float[]{164, -164, -165})).containsExactly(164, -164, -165);
        assertThat(trim(new float[0])).isEmpty();
    }

    @Test
    void pauses_come_out_to_the_sample_exact_or_humming() {
        Random random = new Random(7);
        float[] hum = new float[20_000];
        for (int i = 0; i < hum.length; i++) {
            hum[i] = random.nextInt(4) == 0 ? random.nextInt(67) - 33 : 0;
        }
        float[] sound = Sounds.constant(700, 900);
        float[] all = Sounds.join(sound, new float[481], sound, new float[TAIL], sound, hum, sound, new float[5_000],
                Sounds.constant(3, 20), sound);
        assertThat(trim(all)).isEqualTo(all);
    }

    @Test
    void thirty_seconds_of_silence_or_hum_between_sounds_stay_as_they_were_and_go_behind_the_last() {
        float[] hum = new float[30 * 16_000];
        for (int i = 0; i < hum.length; i++) {
            hum[i] = i % 3 == 0 ? 0 : i % 31;
        }
        float[] sound = Sounds.constant(700, 900);
        for (float[] pause : new float[][]{hum, new float[hum.length]}) {
            float[] all = Sounds.join(sound, pause, sound);
            assertThat(trim(all)).isEqualTo(all);
            assertThat(trim(Sounds.join(all, pause))).isEqualTo(Sounds.join(all, Arrays.copyOf(pause, TAIL)));
        }
    }

    @Test
    void one_loud_channel_of_two_is_sound() {
        assertThat(SilenceTrimmer.trim(new float[]{0, 0, 0, 199, 0, 0}, 2, 16_000, ConverterSettings.defaults()))
                .containsExactly(0, 0, 0, 199, 0, 0);
        ConverterSettings none = new ConverterSettings(164, Duration.ZERO, Duration.ZERO, Duration.ZERO);
        assertThat(SilenceTrimmer.trim(new float[]{1, 2, 3, 199, 199, 4, 5, 6}, 2, 16_000, none)).as("whole sample groups")
                .containsExactly(3, 199, 199, 4);
    }

    private static float[] trim(float[] in) {
        return SilenceTrimmer.trim(in, 1, RATE, ConverterSettings.defaults());
    }
}
