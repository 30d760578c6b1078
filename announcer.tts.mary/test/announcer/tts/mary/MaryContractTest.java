package announcer.tts.mary;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;

import announcer.api.speech.SpeechEngine;
import announcer.api.speech.SpeechRequest;
import announcer.api.speech.Voice;
import announcer.tts.testkit.PcmCollector;
import announcer.tts.testkit.PitchEstimator;
import announcer.tts.testkit.PronunciationTrace;
import announcer.tts.testkit.Repetitions;
import announcer.tts.testkit.SpeechEngineContract;

/** MaryTTS keeps the contract of all speech engines. */
@Timeout(300)
class MaryContractTest extends SpeechEngineContract {
    private static final boolean THOROUGH = Boolean.getBoolean("thorough");
    private static MaryEngine engine;

    @BeforeAll
    static void start() throws Exception {
        engine = new MaryEngine(new Settings(2, false));
        // Its loading has a test of its own; here it would be part of every deadline, and three texts of the kit run into theirs.
        PcmCollector first = new PcmCollector();
        engine.synthesize(new SpeechRequest(engine.voices().get(0), "Hello.", Duration.ofMinutes(1)), first);
        assertThat(first.bytes()).isNotEmpty();
    }

    @AfterAll
    static void stop() throws InterruptedException {
        engine.deactivate();
        assertThat(Await.maryThreads()).isEmpty();
    }

    @Override
    protected SpeechEngine engine() {
        return engine;
    }

    @Override
    protected boolean understandsSsml() {
        return true;
    }

    @Override
    protected Optional<String> unspeakable(Voice voice) {
        return Optional.of("你好，世界");
    }

    @Override
    protected Optional<PronunciationTrace> pronunciation() {
        return Optional.of((voice, text) -> MaryNarrator.words(new SpeechRequest(voice, text, Duration.ofMinutes(1))));
    }

    /** Short, as MaryTTS is slow: two sentences and a comma. */
    @Override
    protected String speakable(Voice voice) {
        return THOROUGH ? super.speakable(voice) : "Number four, please. Thank you.";
    }

    /** Three of the odd texts are so long that they run into any deadline. */
    @Override
    protected Duration deadline() {
        return Duration.ofSeconds(Repetitions.of(1, 12));
    }

    @Override
    protected Duration patience() {
        return Duration.ofMinutes(2);
    }

    @Override
    protected PitchEstimator pitchEstimator(Voice voice) {
        return new PitchEstimator(80, 420);
    }
}
