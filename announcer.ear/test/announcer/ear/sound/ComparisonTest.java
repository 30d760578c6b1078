package announcer.ear.sound;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import java.util.function.IntUnaryOperator;

import org.junit.jupiter.api.Test;

import announcer.ear.sound.Comparison.Finding;
import announcer.ear.sound.Comparison.Kind;

/** Levels are in dB, times in steps of 20 ms. */
class ComparisonTest {
    private static final long START = 1_000_000_000L;
    private static final int SILENCE = (int) Levels.SILENCE;
    private static final int LENGTH = 600;
    private final Levels sent = new Levels(5);
    private final Levels heard = new Levels(25);
    private final Comparison comparison = new Comparison(sent, heard);

    /** Syllables and pauses, the same each time; silence but for the speech from 100 to 500. */
    private static final int[] SPEECH = speech(1);

    private static int[] speech(int seed) {
        Random random = new Random(seed);
        int[] speech = new int[LENGTH];
        int left = 0;
        int level = 0;
        for (int i = 0; i < LENGTH; i++) {
            if (left-- == 0) {
                left = 3 + random.nextInt(10);
                level = random.nextInt(4) == 0 ? SILENCE : -15 - random.nextInt(25);
            }
            speech[i] = i < 100 || i >= 500 ? SILENCE : level;
        }
        return speech;
    }

    private static int at(int[] of, int i) {
        return i < 0 || i >= of.length ? SILENCE : of[i];
    }

    /** The last finding, when the speech is sent, and this is heard in each step. */
    private Finding finding(IntUnaryOperator what) {
        return finding(SPEECH, what);
    }

    private Finding finding(int[] speech, IntUnaryOperator what) {
        Finding last = null;
        for (int i = 0; i < LENGTH; i++) {
            sent.add(START + i, at(speech, i));
            heard.add(START + i, what.applyAsInt(i));
            if (i % 50 == 0) {
                last = comparison.at(START + i).orElse(last);
            }
        }
        return last;
    }

    @Test
    void what_arrives_later_is_the_same() {
        for (int delay : new int[]{0, 1, 13, 100, 149}) {
            sent.clear();
            heard.clear();
            assertThat(finding(i -> at(SPEECH, i - delay))).as("delay %d", delay)
                    .satisfies(f -> assertThat(f.kind()).isEqualTo(Kind.SAME))
                    .satisfies(f -> assertThat(f.delaySteps()).isEqualTo(delay));
        }
    }

    @Test
    void a_codec_that_smears_and_is_less_loud_and_hisses_softly_is_the_same() {
        Finding found = finding(i -> Math.max(-66, (at(SPEECH, i - 10) + at(SPEECH, i - 11)) / 2 - 3));
        assertThat(found.kind()).isEqualTo(Kind.SAME);
        assertThat(found.delaySteps()).isBetween(10, 11);
    }

    @Test
    void a_mute_stream_is_found_within_six_seconds_of_speech() {
        int found = -1;
        for (int i = 0; i < LENGTH && found < 0; i++) {
            sent.add(START + i, at(SPEECH, i));
            heard.add(START + i, SILENCE);
            if (i % 50 == 0 && comparison.at(START + i).filter(f -> f.kind() == Kind.MUTE).isPresent()) {
                found = i;
            }
        }
        assertThat(found - 100).as("steps since the speech began").isBetween(1, 300);
    }

    @Test
    void sound_that_comes_four_seconds_later_is_not_called_mute() {
        Set<Kind> found = EnumSet.noneOf(Kind.class);
        for (int i = 0; i < LENGTH; i++) {
            sent.add(START + i, at(SPEECH, i));
            heard.add(START + i, at(SPEECH, i - 200));
            if (i % 50 == 0) {
                comparison.at(START + i).ifPresent(f -> found.add(f.kind()));
            }
        }
        assertThat(found).doesNotContain(Kind.MUTE);
    }

    @Test
    void other_sound_is_found() {
        int[] other = speech(2);
        Set<Kind> found = EnumSet.noneOf(Kind.class);
        for (int i = 0; i < LENGTH; i++) {
            sent.add(START + i, at(SPEECH, i));
            heard.add(START + i, at(other, i - 20));
            if (i % 50 == 0) {
                comparison.at(START + i).ifPresent(f -> found.add(f.kind()));
            }
        }
        assertThat(found).as("where both begin alike they are taken for the same").containsAnyOf(Kind.OTHER, Kind.MISSING);
    }

    @Test
    void holes_are_missing_speech() {
        Finding found = finding(i -> i % 50 < 20 ? SILENCE : at(SPEECH, i - 10));
        assertThat(found.kind()).isEqualTo(Kind.MISSING);
        assertThat(found.percent()).isBetween(20, 50);
    }

    @Test
    void a_short_hole_is_none() {
        assertThat(finding(i -> i % 300 < 10 ? SILENCE : at(SPEECH, i - 10)).kind()).isEqualTo(Kind.SAME);
    }

    @Test
    void sound_in_the_silence_is_noise() {
        int[] end = SPEECH.clone();
        assertThat(finding(i -> i > 520 ? -30 : at(end, i - 10)).kind()).as("the speech is heard, and hum after it is not seen yet")
                .isEqualTo(Kind.SAME);
        Finding last = null;
        for (int i = LENGTH; i < LENGTH + 400; i++) {
            sent.add(START + i, SILENCE);
            heard.add(START + i, -30);
            last = comparison.at(START + i).orElse(last);
        }
        assertThat(last.kind()).isEqualTo(Kind.NOISE);
        assertThat(last.percent()).isEqualTo(100);
    }

    @Test
    void silence_alone_tells_nothing() {
        assertThat(finding(new int[0], i -> SILENCE)).isNull();
    }

    @Test
    void a_lasting_tone_has_no_shape_and_tells_nothing_but_that_it_is_heard() {
        int[] tone = new int[LENGTH];
        Arrays.fill(tone, -20);
        assertThat(finding(tone, i -> -20)).isNull();
        assertThat(finding(tone, i -> SILENCE).kind()).isEqualTo(Kind.MUTE);
    }

    @Test
    void a_hole_of_which_nothing_is_known_does_not_matter() {
        Finding last = null;
        int at = 0;
        for (int i = 0; i < LENGTH; i++) {
            sent.add(START + i, at(SPEECH, i));
            // Half a second is not known: the stream was held up, and is placed anew.
            if (i < 250 || i >= 280) {
                heard.add(START + i, at(SPEECH, i - 10));
            }
            if (i == 400) {
                last = comparison.at(START + i).orElseThrow();
                at = i;
            }
        }
        assertThat(at).isEqualTo(400);
        assertThat(last.kind()).isEqualTo(Kind.SAME);
        assertThat(last.delaySteps()).isEqualTo(10);
    }

    @Test
    void what_is_not_known_is_not_compared() {
        assertThat(finding(i -> at(SPEECH, i - 10))).isNotNull();
        heard.add(START + LENGTH + 100, SILENCE);
        for (int i = 0; i < 100; i++) {
            sent.add(START + LENGTH + i, -20);
        }
        assertThat(comparison.at(START + LENGTH + 100)).isEmpty();
    }

    @Test
    void a_frame_that_is_early_or_late_leaves_no_hole() {
        for (int i = 0; i < 100; i++) {
            sent.add(START + i + i % 3 - 1, i);
        }
        for (int i = 0; i < 100; i++) {
            assertThat(sent.at(sent.newest() - 99 + i)).isEqualTo(i);
        }
        assertThat(sent.newest() - START).isBetween(97L, 101L);
    }

    @Test
    void the_level_of_a_full_scale_square_is_zero() {
        byte[] square = new byte[320];
        for (int i = 0; i < 320; i += 2) {
            square[i] = (byte) 0x00;
            square[i + 1] = (byte) (i % 4 == 0 ? 0x80 : 0x7F);
        }
        assertThat(Levels.of(square, 0, 320)).isBetween(-0.1f, 0.1f);
        assertThat(Levels.of(new byte[320], 0, 320)).isEqualTo(Levels.SILENCE);
    }
}
