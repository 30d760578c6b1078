package announcer.tts.testkit;

import java.util.Optional;

import announcer.api.speech.SpeechEngine;
import announcer.api.speech.Voice;

/** An engine that keeps the contract passes all of it. */
class GoodEngineTest extends SpeechEngineContract {
    private final ToneEngine engine = new ToneEngine();

    @Override
    protected SpeechEngine engine() {
        return engine;
    }

    @Override
    protected String engineName() {
        return "tone";
    }

    @Override
    protected Optional<String> unspeakable(Voice voice) {
        return Optional.of("...");
    }

    @Override
    protected Optional<PronunciationTrace> pronunciation() {
        return Optional.of((voice, text) -> engine.pronounced(text));
    }

    @Override
    protected boolean understandsSsml() {
        return true;
    }
}
