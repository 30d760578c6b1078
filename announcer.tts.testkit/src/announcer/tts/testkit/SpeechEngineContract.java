package announcer.tts.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Optional;

import org.junit.jupiter.api.Test;

import announcer.api.speech.Prosody;
import announcer.api.speech.SpeechRequest;
import announcer.api.speech.Voice;

/**
 * The contract of {@link announcer.api.speech} as tests. Extend it in the tests of an engine and give the live engine
 * by {@link #engine}; override what is different about it. Nothing here waits longer than {@link #patience}: an engine that hangs fails.
 *
 * <p>
 * Needs JUnit 5 and AssertJ, and no framework: the engine is made by its constructor.
 */
public abstract class SpeechEngineContract extends ProsodyContract {
    /** {@code xml:lang} and the body are to be filled in. */
    private static final String DOCUMENT = """
            <?xml version="1.0" encoding="UTF-8"?>
            <speak version="1.1" xmlns="http://www.w3.org/2001/10/synthesis" xml:lang="%s">%s</speak>""";

    @Test
    void a_break_of_half_a_second_in_ssml_is_heard_as_such() throws Exception {
        assumeTrue(understandsSsml(), "the test class says that the engine does not understand SSML");
        for (Voice voice : voices()) {
            double without = reference(document(voice, "")).speechSeconds();
            double with = speak(document(voice, "<break time=\"500ms\"/>")).speechSeconds();
            assertThat(with - without).as("seconds that a break of 0.5 s adds with " + voice.id()).isBetween(0.35, 0.7);
        }
    }

    @Test
    void ssml_is_spoken_instead_of_the_text_and_not_beside_it() throws Exception {
        assumeTrue(understandsSsml(), "the test class says that the engine does not understand SSML");
        for (Voice voice : voices()) {
            assertThat(reference(document(voice, "")).speechSeconds() / reference(voice).speechSeconds())
                    .as("length of the document, as a part of the text's").isBetween(0.7, 1.4);
        }
    }

    /** The voice's sentence with {@code middle} between two of its words. */
    private SpeechRequest document(Voice voice, String middle) {
        String text = speakable(voice);
        int space = text.indexOf(' ', text.length() / 4);
        int at = space > 0 ? space : text.length() / 2;
        String body = text.substring(0, at) + middle + text.substring(at);
        String ssml = DOCUMENT.formatted(voice.locale().toLanguageTag(), body);
        return new SpeechRequest(voice, text, Optional.of(ssml), Prosody.NEUTRAL, ample());
    }
}
