package announcer.tts.system;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Assumptions;

import announcer.api.speech.SpeechException;
import announcer.api.speech.Voice;
import announcer.tts.testkit.EspeakPhonemes;

/** The installed espeak-ng: tests that need it are skipped without one, and fail under CI. */
final class RealEspeak {
    private static final Path PATH = Path.of("/usr/bin/espeak-ng");

    private RealEspeak() {
    }

    static SystemEngine engine(int concurrency) {
        if (!Files.isExecutable(PATH)) {
            if ("true".equals(System.getenv("CI"))) {
                throw new AssertionError("espeak-ng is not installed, and CI must not skip its tests");
            }
            Assumptions.abort("skipped: espeak-ng is not installed at " + PATH);
        }
        SpeechProgram program = new Espeak();
        SystemEngine engine = new SystemEngine(new SystemEngineSettings(PATH.toString(), concurrency, List.of()), program,
                ProgramSearch.ofEnvironment(program), Lister.LIMIT, System::nanoTime);
        Await.until("the voices are known", () -> !engine.voices().isEmpty());
        return engine;
    }

    /** The phonemes that espeak-ng makes of texts as the engine gives them to it. */
    static EspeakPhonemes phonemes(SystemEngine engine) {
        return phonemes(engine, (voice, text) -> text);
    }

    /** The same of texts that were changed before the engine gets them. */
    static EspeakPhonemes phonemes(SystemEngine engine, EspeakPhonemes.Preparation change) {
        return new EspeakPhonemes(PATH, voice -> systemVoice(engine, voice).key(),
                (voice, text) -> engine.prepared(change.of(voice, text), systemVoice(engine, voice)));
    }

    /** The phonemes that it makes of texts as they are. */
    static EspeakPhonemes raw(SystemEngine engine) {
        return new EspeakPhonemes(PATH, voice -> systemVoice(engine, voice).key(), (voice, text) -> text);
    }

    private static SystemVoice systemVoice(SystemEngine engine, Voice voice) {
        try {
            return engine.voice(voice);
        } catch (SpeechException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    static Voice voice(SystemEngine engine, String name) {
        return engine.voices().stream().filter(v -> v.name().equals(name)).findFirst().orElseThrow();
    }
}
