package announcer.tts.freetts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.concurrent.locks.ReentrantLock;

import org.junit.jupiter.api.Test;

import com.sun.speech.freetts.en.us.cmu_us_kal.KevinVoiceDirectory;

import announcer.api.speech.Prosody;
import announcer.api.speech.Voice;
import announcer.tts.testkit.Pcm;
import announcer.tts.testkit.PitchEstimator;

/** What FreeTTS makes of a factor, over the whole range. */
class ProsodyTest {
    private static final String TEXT = "Number twenty three, please go to counter four. Thank you for waiting.";
    private final PitchEstimator estimator = new PitchEstimator(40, 500);

    @Test
    void factors_mean_what_they_say_over_the_whole_range_for_both_voices() throws Exception {
        for (Voice voice : KevinVoices.ALL) {
            Speaker speaker = new KevinVoices().speaker(voice);
            speaker.load();
            double seconds = speak(speaker, voice, Prosody.NEUTRAL).speechSeconds();
            double hz = pitch(voice, speak(speaker, voice, Prosody.NEUTRAL));
            System.out.printf("%s: %.2f s, %.1f Hz%n", voice.id(), seconds, hz);
            for (double rate : new double[]{0.25, 0.5, 0.8, 1.25, 2, 3, 4}) {
                double measured = seconds / speak(speaker, voice, Prosody.NEUTRAL.withRate(rate)).speechSeconds();
                System.out.printf("%s: rate %.2f measured %.3f%n", voice.id(), rate, measured);
                assertThat(measured / rate).as("rate " + rate + " of " + voice.id()).isBetween(0.9, 1.1);
            }
            for (double pitch : new double[]{0.5, 0.75, 1.25, 1.5, 2}) {
                Pcm pcm = speak(speaker, voice, Prosody.NEUTRAL.withPitch(pitch));
                System.out.printf("%s: pitch %.2f measured %.3f, length %.3f%n", voice.id(), pitch, pitch(voice, pcm) / hz,
                        pcm.speechSeconds() / seconds);
                assertThat(pitch(voice, pcm) / hz / pitch).as("pitch " + pitch + " of " + voice.id()).isBetween(0.93, 1.07);
                assertThat(pcm.speechSeconds() / seconds).as("length at pitch " + pitch).isBetween(0.95, 1.05);
            }
            speaker.dispose();
        }
    }

    @Test
    void the_settings_of_a_voice_are_its_own_again_after_each_text() throws Exception {
        com.sun.speech.freetts.Voice kevin = new KevinVoiceDirectory().getVoices()[0];
        Speaker speaker = new KevinSpeaker(kevin, new ReentrantLock());
        speaker.load();
        float stretch = kevin.getDurationStretch();
        float pitch = kevin.getPitch();
        float range = kevin.getPitchRange();
        collect(speaker, new Prosody(2, 1.5, 1));
        assertThat(kevin.getDurationStretch()).isEqualTo(stretch);
        assertThat(kevin.getPitch()).isEqualTo(pitch);
        assertThat(kevin.getPitchRange()).isEqualTo(range);
        speaker.dispose();
    }

    private double pitch(Voice voice, Pcm pcm) {
        return estimator.medianHz(pcm.mono(), voice.format().sampleRateHz()).orElseThrow();
    }

    private static Pcm speak(Speaker speaker, Voice voice, Prosody prosody) throws Exception {
        return new Pcm(voice.format(), collect(speaker, prosody));
    }

    private static byte[] collect(Speaker speaker, Prosody prosody) throws Exception {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        speaker.speak(TEXT, prosody, new PcmSink() {
            @Override
            public boolean take(byte[] pcm, int length) {
                all.write(pcm, 0, length);
                return true;
            }

            @Override
            public boolean wanted() {
                return true;
            }
        });
        return all.toByteArray();
    }
}
