package announcer.tts.freetts;

import java.util.Optional;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

import announcer.api.speech.SpeechEngine;
import announcer.api.speech.Voice;
import announcer.tts.testkit.PronunciationTrace;
import announcer.tts.testkit.SpeechEngineContract;

/** The contract of all engines, with FreeTTS itself. */
class FreeTtsContractTest extends SpeechEngineContract {
    private static FreeTtsEngine engine;
    private static KevinSpeaker speaker;

    @BeforeAll
    static void begin() throws InterruptedException {
        engine = new FreeTtsEngine(new Settings(2, false));
        speaker = (KevinSpeaker) new KevinVoices().load(KevinVoices.KEVIN);
    }

    @AfterAll
    static void end() throws InterruptedException {
        speaker.dispose();
        engine.deactivate();
    }

    @Override
    protected Optional<PronunciationTrace> pronunciation() {
        return Optional.of((voice, text) -> speaker.wording().of(voice, text).words());
    }

    @Override
    protected SpeechEngine engine() {
        return engine;
    }

    @Override
    protected String engineName() {
        return "freetts";
    }

    @Override
    protected Optional<String> unspeakable(Voice voice) {
        return Optional.of("你好，世界");
    }
}
