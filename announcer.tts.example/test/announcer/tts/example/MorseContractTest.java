package announcer.tts.example;

import java.util.List;
import java.util.Optional;

import announcer.api.speech.SpeechEngine;
import announcer.api.speech.Voice;
import announcer.tts.testkit.PitchEstimator;
import announcer.tts.testkit.PronunciationTrace;
import announcer.tts.testkit.SpeechEngineContract;

/** The contract that every engine passes. */
class MorseContractTest extends SpeechEngineContract {
    private static final MorseEngine ENGINE = new MorseEngine();

    @Override
    protected SpeechEngine engine() {
        return ENGINE;
    }

    @Override
    protected String engineName() {
        return "morse";
    }

    /** Shorter than what a voice is given: the code takes ten times as long as speech. */
    @Override
    protected String speakable(Voice voice) {
        return "CQ CQ de Announcer";
    }

    @Override
    protected Optional<String> unspeakable(Voice voice) {
        return Optional.of("你好");
    }

    /** The letters as they are keyed. */
    @Override
    protected Optional<PronunciationTrace> pronunciation() {
        return Optional.of((voice, text) -> List.of(MorseEngine.keying(text).split("000+")));
    }

    /** There is no sign for money. */
    @Override
    protected boolean mayRefuse(Voice voice, String token) {
        return super.mayRefuse(voice, token) || token.matches(".*[$€£¥°].*");
    }

    /** A tone at 600 Hz, higher than any voice. */
    @Override
    protected PitchEstimator pitchEstimator(Voice voice) {
        return new PitchEstimator(250, 1_300);
    }
}
