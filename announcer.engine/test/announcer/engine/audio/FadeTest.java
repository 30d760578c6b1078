package announcer.engine.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;

import org.junit.jupiter.api.Test;

class FadeTest {
    @Test
    void only_the_first_and_the_last_groups_are_touched_and_symmetrically() {
        float[] out = faded(120, 1, Sounds.constant(1_000, 20_000));
        assertThat(out).hasSize(1_000);
        for (int k = 0; k < 120; k++) {
            double gain = (1 - Math.cos(Math.PI * (k + 0.5) / 120)) / 2;
            assertThat((double) out[k]).isCloseTo(20_000 * gain, within(0.01));
            assertThat(out[999 - k]).isEqualTo(out[k]);
        }
        assertThat(Arrays.copyOfRange(out, 120, 880)).containsOnly(20_000f);
    }

    @Test
    void an_utterance_shorter_than_a_fade_still_begins_and_ends_near_nothing() {
        for (int n : new int[]{1, 2, 60, 119, 121, 239}) {
            float[] out = faded(120, 2, Sounds.constant(2 * n, 20_000));
            assertThat(out).hasSize(2 * n);
            assertThat(out[0]).isBetween(0f, 10f);
            assertThat(out[2 * n - 1]).isBetween(0f, n == 1 ? 10f : 600f);
            for (int k = 0; k < n; k++) {
                assertThat(out[2 * k]).isEqualTo(out[2 * k + 1]);
            }
        }
    }

    @Test
    void no_fade_and_no_sound_are_fine() {
        float[] in = Sounds.constant(10, 5);
        assertThat(faded(0, 1, in)).isEqualTo(in);
        assertThat(faded(120, 1, new float[0])).isEmpty();
        assertThat(faded(0, 1, new float[0])).isEmpty();
    }

    private static float[] faded(int length, int channels, float[] in) {
        float[] out = in.clone();
        Fade.apply(out, channels, length);
        return out;
    }
}
