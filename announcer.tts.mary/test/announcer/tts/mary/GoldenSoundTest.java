package announcer.tts.mary;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

import announcer.api.speech.Prosody;
import announcer.api.speech.SpeechRequest;
import announcer.api.speech.Voice;
import announcer.tts.testkit.Pcm;
import announcer.tts.testkit.PcmCollector;

/**
 * The sound is to the bit what it was when the hashes were recorded, on 2026-11-29 with JDK 17 and 25 (1,234.56 on 2026-11-30 with 17, when its
 * "thousand" and "point" came): a change of it must be meant.
 */
class GoldenSoundTest {
    private static final String SSML = """
            <?xml version="1.0" encoding="UTF-8"?>
            <speak version="1.1" xmlns="http://www.w3.org/2001/10/synthesis" xml:lang="en-US">%s</speak>""";
    private static final MaryEngine ENGINE = new MaryEngine(new Settings(1, false));

    @AfterAll
    static void stop() throws InterruptedException {
        ENGINE.deactivate();
    }

    @ParameterizedTest(name = "{0} at {1}, {2}: {3}")
    @CsvFileSource(resources = "golden-sounds.txt", delimiter = '|', quoteCharacter = '\u0001')
    void a_sound_is_as_it_was_recorded(String id, double rate, double pitch, String text, String sha256) throws Exception {
        Voice voice = ENGINE.voices().stream().filter(v -> v.id().equals(id)).findFirst().orElseThrow();
        PcmCollector sound = new PcmCollector();
        ENGINE.synthesize(request(voice, text, new Prosody(rate, pitch, 1)), sound);
        assertThat(new Pcm(voice.format(), sound.bytes()).sha256()).isEqualTo(sha256);
    }

    private static SpeechRequest request(Voice voice, String text, Prosody prosody) {
        Optional<String> ssml = text.matches(".*(<|&amp;).*") ? Optional.of(SSML.formatted(text)) : Optional.empty();
        return new SpeechRequest(voice, text.replaceAll("<[^>]*>", ""), ssml, prosody, Duration.ofMinutes(2));
    }
}
