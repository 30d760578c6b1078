package announcer.tts.system;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

import announcer.api.speech.SpeechEngine;
import announcer.api.speech.Voice;
import announcer.tts.testkit.Repetitions;
import announcer.tts.testkit.SpeechEngineContract;

/** The contract of all engines, with espeak-ng itself. */
class SystemContractTest extends SpeechEngineContract {
    private static SystemEngine engine;

    @BeforeAll
    static void begin() {
        engine = RealEspeak.engine(2);
    }

    @AfterAll
    static void end() throws InterruptedException {
        if (engine != null) {
            engine.deactivate();
        }
    }

    @Override
    protected SpeechEngine engine() {
        return engine;
    }

    @Override
    protected String engineName() {
        return "system";
    }

    /** One that is written in letters and one that is not, which espeak-ng reads differently; what German has of its own RealEspeakTest hears. */
    @Override
    protected List<Voice> voices() {
        return Stream.of("en-us", "cmn", "de").limit(Repetitions.of(2, 3)).map(name -> RealEspeak.voice(engine, name)).toList();
    }

    @Override
    protected Optional<String> unspeakable(Voice voice) {
        return Optional.of("\u200b...");
    }
}
