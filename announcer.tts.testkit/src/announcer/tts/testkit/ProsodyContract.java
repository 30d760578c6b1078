package announcer.tts.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import announcer.api.speech.Prosody;
import announcer.api.speech.SpeechRequest;
import announcer.api.speech.Voice;
import announcer.testing.concurrent.BoundedTask;

/** A factor means the same on every engine. */
abstract class ProsodyContract extends PronunciationContract {
    private static final Prosody FAST = Prosody.NEUTRAL.withRate(2);
    private static final Prosody SLOW = Prosody.NEUTRAL.withRate(0.5);
    private static final int EACH = Repetitions.of(2, 3);
    private static final Prosody HIGH = Prosody.NEUTRAL.withPitch(1.5);

    @Test
    void rate_2_takes_half_the_time() throws Exception {
        rateGives(FAST, 0.40, 0.62);
    }

    @Test
    void rate_one_half_takes_twice_the_time() throws Exception {
        rateGives(SLOW, 1.6, 2.5);
    }

    @Test
    void pitch_one_and_a_half_is_as_much_higher() throws Exception {
        List<Voice> able = voices().stream().filter(this::supportsPitch).toList();
        assumeTrue(!able.isEmpty(), "the test class says that no voice can change its pitch");
        for (Voice voice : able) {
            double own = pitch(voice, reference(voice));
            double high = pitch(voice, reference(request(voice, HIGH)));
            assertThat(high / own).as("pitch of " + voice.id() + ", of " + own + " Hz; see supportsPitch(Voice)").isBetween(1.3, 1.7);
        }
    }

    @Test
    void a_request_with_a_rate_leaves_no_trace_in_the_next_or_beside_it() throws Exception {
        for (Voice voice : voices()) {
            Pcm own = reference(voice);
            Prosody changed = new Prosody(supportsRate(voice) ? 2 : 1, supportsPitch(voice) ? 1.5 : 1, 1);
            Pcm other = speak(request(voice, changed));
            worksAsEver(voice);
            List<BoundedTask<Void>> readers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                boolean odd = i % 2 == 1;
                SpeechRequest request = request(voice, odd ? changed : Prosody.NEUTRAL);
                readers.add(BoundedTask.start("a reader with a rate of its own", () -> {
                    for (int k = 0; k < EACH; k++) {
                        assertSame(voice.id() + " beside others, " + request.prosody(), speak(request), odd ? other : own);
                    }
                    return null;
                }));
            }
            for (BoundedTask<Void> reader : readers) {
                reader.get(patience().multipliedBy(readers.size()));
            }
        }
    }

    @Test
    void the_ends_of_the_ranges_are_spoken() throws Exception {
        for (Voice voice : voices()) {
            for (double rate : new double[]{0.25, 4}) {
                for (double pitch : new double[]{0.5, 2}) {
                    assertThat(speak(request(voice, new Prosody(rate, pitch, 1))).peak()).as("peak at rate " + rate + ", pitch " + pitch)
                            .isGreaterThan(0.01);
                }
            }
        }
    }

    private void rateGives(Prosody prosody, double least, double most) throws Exception {
        List<Voice> able = voices().stream().filter(this::supportsRate).toList();
        assumeTrue(!able.isEmpty(), "the test class says that no voice can change its rate");
        for (Voice voice : able) {
            double own = reference(voice).speechSeconds();
            double changed = speak(request(voice, prosody)).speechSeconds();
            assertThat(changed / own).as("length of " + voice.id() + " at " + prosody + ", of " + own + " s; see supportsRate(Voice)")
                    .isBetween(least, most);
        }
    }

    private double pitch(Voice voice, Pcm pcm) {
        return pitchEstimator(voice).medianHz(pcm.mono(), voice.format().sampleRateHz())
                .orElseThrow(
                        () -> new AssertionError(voice.id() + ": no pitch was found; see pitchEstimator(Voice) and supportsPitch(Voice)"));
    }
}
