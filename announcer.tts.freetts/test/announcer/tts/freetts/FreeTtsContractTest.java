package announcer.tts.freetts;

import java.util.Optional;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

import announcer.api.speech.SpeechEngine;
import announcer.api.speech.Voice;
import announcer.tts.testkit.SpeechEngineContract;

/** The contract of all engines, with FreeTTS itself. */
class FreeTtsContractTest extends SpeechEngineContract {
    private static FreeTtsEngine engine;

    @BeforeAll
    static void begin() {
        engine = new FreeTtsEngine(new Settings(2, false));
    }

    @AfterAll
    static void end() throws InterruptedException {
        engine.deactivate();
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
