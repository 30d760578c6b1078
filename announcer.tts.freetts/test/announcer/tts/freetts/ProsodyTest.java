package announcer.tts.freetts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.sun.speech.freetts.Voice;
import com.sun.speech.freetts.en.us.cmu_us_kal.KevinVoiceDirectory;

import announcer.api.audio.PcmFormat;
import announcer.api.speech.Prosody;
import announcer.api.speech.SpeechRequest;
import announcer.lib.speech.MonitoredSink;
import announcer.tts.testkit.Pcm;
import announcer.tts.testkit.PcmCollector;
import announcer.tts.testkit.PitchEstimator;

/** The effect of a factor on FreeTTS, over the whole range. */
class ProsodyTest {
    private static final String TEXT = "Number twenty three, please go to counter four. Thank you for waiting.";

    private Voice voice;
    private Speaker speaker;
    private PcmFormat format;

    private void load(String name) throws InterruptedException {
        voice = Arrays.stream(new KevinVoiceDirectory().getVoices()).filter(v -> v.getName().equals(name)).findFirst().orElseThrow();
        format = KevinVoices.ALL.stream().filter(v -> v.name().equals(name)).findFirst().orElseThrow().format();
        speaker = KevinSpeaker.load(voice, new ReentrantLock());
    }

    @ParameterizedTest
    @ValueSource(strings = {"kevin16", "kevin"})
    void a_rate_means_what_it_says_over_its_whole_range(String name) throws Exception {
        load(name);
        double own = speak(Prosody.NEUTRAL).speechSeconds();
        for (double rate : new double[]{0.25, 0.5, 0.8, 1.25, 2, 3, 4}) {
            double measured = own / speak(Prosody.NEUTRAL.withRate(rate)).speechSeconds();
            System.out.printf("%s: rate %.2f measured %.3f%n", name, rate, measured);
            assertThat(measured / rate).as("rate " + rate + " measured by it").isBetween(0.95, 1.05);
        }
        speaker.dispose();
    }

    @ParameterizedTest
    @ValueSource(strings = {"kevin16", "kevin"})
    void a_pitch_means_what_it_says_over_its_whole_range_and_takes_no_time(String name) throws Exception {
        load(name);
        // Flat: of a melody the median tells which parts of it were measured more than how high it is.
        voice.setPitchRange(0);
        Pcm neutral = speak(Prosody.NEUTRAL);
        double own = pitch(neutral, 1);
        for (double pitch : new double[]{0.5, 0.75, 1.25, 1.5, 2}) {
            Pcm pcm = speak(Prosody.NEUTRAL.withPitch(pitch));
            System.out.printf("%s: pitch %.2f measured %.3f%n", name, pitch, pitch(pcm, pitch) / own);
            assertThat(pitch(pcm, pitch) / own / pitch).as("pitch " + pitch + " measured by it").isBetween(0.98, 1.02);
            assertThat(pcm.speechSeconds() / neutral.speechSeconds()).as("length at pitch " + pitch).isBetween(0.95, 1.05);
        }
        speaker.dispose();
    }

    @ParameterizedTest
    @ValueSource(strings = {"kevin16", "kevin"})
    void the_settings_of_a_voice_are_its_own_again_after_each_text(String name) throws Exception {
        load(name);
        float stretch = voice.getDurationStretch();
        float pitch = voice.getPitch();
        float range = voice.getPitchRange();
        speak(new Prosody(2, 1.5, 1));
        assertThat(voice.getDurationStretch()).isEqualTo(stretch);
        assertThat(voice.getPitch()).isEqualTo(pitch);
        assertThat(voice.getPitchRange()).isEqualTo(range);
        speaker.dispose();
    }

    private double pitch(Pcm pcm, double factor) {
        return new PitchEstimator(50 * factor, 250 * factor).medianHz(pcm.mono(), format.sampleRateHz()).orElseThrow();
    }

    private Pcm speak(Prosody prosody) throws Exception {
        announcer.api.speech.Voice own = KevinVoices.ALL.stream().filter(v -> v.name().equals(voice.getName())).findFirst().orElseThrow();
        SpeechRequest request = new SpeechRequest(own, TEXT, Optional.empty(), prosody, Duration.ofMinutes(1));
        PcmCollector sound = new PcmCollector();
        speaker.speak(request, new MonitoredSink(request, sound, System::nanoTime));
        return new Pcm(format, sound.bytes());
    }
}
