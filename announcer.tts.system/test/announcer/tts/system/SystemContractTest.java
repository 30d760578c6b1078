package announcer.tts.system;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

import com.ibm.icu.text.RuleBasedNumberFormat;

import announcer.api.speech.SpeechEngine;
import announcer.api.speech.Voice;
import announcer.tts.testkit.PronunciationTrace;
import announcer.tts.testkit.Repetitions;
import announcer.tts.testkit.SpeechEngineContract;

/** The contract of all engines, with espeak-ng itself. */
class SystemContractTest extends SpeechEngineContract {
    /** A number without leading zeros that is no part of another. */
    private static final Pattern FIGURE = Pattern.compile("(?<![0-9.,])(?:0|[1-9][0-9]{0,14})(?![0-9]|[.,][0-9])");
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

    /** Those that differ most, in alphabet and in what they do with figures and signs; most of them in the thorough run. */
    @Override
    protected List<Voice> pronouncing() {
        return Stream.of("en-us", "cmn", "ar", "de", "fr-fr", "es", "pl", "sv", "vi", "ru").limit(Repetitions.of(3, 10))
                .map(name -> RealEspeak.voice(engine, name)).toList();
    }

    @Override
    protected Optional<PronunciationTrace> pronunciation() {
        return Optional.of(RealEspeak.phonemes(engine));
    }

    /** espeak-ng is not asked about itself: figures are spelled by ICU. */
    @Override
    protected Optional<PronunciationTrace> secondOpinion() {
        return Optional.of(RealEspeak.phonemes(engine, SystemContractTest::spelled));
    }

    private static String spelled(Voice voice, String text) {
        RuleBasedNumberFormat words = new RuleBasedNumberFormat(voice.locale(), RuleBasedNumberFormat.SPELLOUT);
        return FIGURE.matcher(text)
                .replaceAll(m -> Matcher.quoteReplacement(" " + words.format(Long.parseLong(m.group())).replace("\u00ad", "") + " "));
    }

    @Override
    protected Optional<String> unspeakable(Voice voice) {
        return Optional.of("\u200b...");
    }
}
