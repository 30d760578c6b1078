package announcer.tts.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import announcer.api.speech.SpeechException;
import announcer.api.speech.SpeechRequest;
import announcer.api.speech.UnspeakableTextException;
import announcer.api.speech.Voice;

/** The rules for texts: each is spoken, or refused with a reason; never without a sound, never a hang. */
abstract class TextContract extends EndingContract {
    private static final String NOTHING = "bytes of sound: a call that returns without any says nothing; throw UnspeakableTextException";

    @ParameterizedTest
    @MethodSource("announcer.tts.testkit.Texts#empty")
    void a_text_with_nothing_to_say_is_spoken_or_refused_as_unspeakable(String text) throws Exception {
        for (Voice voice : voices()) {
            spokenOrUnspeakable(voice, text);
        }
    }

    @Test
    void a_foreign_script_is_spoken_or_refused_as_unspeakable() throws Exception {
        for (Voice voice : voices()) {
            spokenOrUnspeakable(voice, Texts.foreign(voice));
        }
    }

    @Test
    void what_it_says_it_cannot_speak_is_refused_as_unspeakable() throws Exception {
        boolean any = false;
        for (Voice voice : voices()) {
            Optional<String> text = unspeakable(voice);
            if (text.isPresent()) {
                any = true;
                assertThatThrownBy(() -> speak(request(voice, text.get())),
                        "what the text of unspeakable() gets with " + voice.id() + ": UnspeakableTextException")
                        .isInstanceOf(UnspeakableTextException.class).message().as("the reason").isNotBlank();
                worksAsEver(voice);
            }
        }
        assumeTrue(any, "the test class names no text for unspeakable()");
    }

    @ParameterizedTest
    @MethodSource("announcer.tts.testkit.Texts#odd")
    void an_odd_text_is_spoken_or_refused_with_a_reason(String text) throws Exception {
        for (Voice voice : voices()) {
            // Only the long ones may run into their deadline: then it can be short, and no busy machine cuts the others off.
            SpeechRequest request = text.length() < Texts.LONG ? request(voice, text) : new SpeechRequest(voice, text, deadline());
            try {
                assertThat(bytes(request)).as(NOTHING).isPositive();
            } catch (SpeechException e) {
                assertThat(e).message().as("the reason").isNotBlank();
            } catch (RuntimeException e) {
                fail(voice.id() + " threw what callers do not expect; an engine refuses by SpeechException", e);
            }
            speaksStill(voice);
        }
    }

    @Test
    void what_looks_like_markup_is_spoken_as_text() throws Exception {
        for (Voice voice : voices()) {
            String sentence = speakable(voice);
            double twice = speak(request(voice, sentence + " " + sentence)).seconds();
            double marked = speak(request(voice, sentence + " <b>&amp;</b></speak> 5 < 6 & 7 > 2 " + sentence)).seconds();
            assertThat(marked).as("seconds: what stands after the markup is spoken too").isGreaterThan(twice * 0.9);
        }
    }

    private void spokenOrUnspeakable(Voice voice, String text) throws Exception {
        try {
            assertThat(bytes(request(voice, text))).as(NOTHING).isPositive();
        } catch (UnspeakableTextException e) {
            assertThat(e).message().as("the reason").isNotBlank();
        } catch (IllegalArgumentException e) {
            assertThat(text).as("only a blank text is an illegal argument").isBlank();
        } catch (SpeechException | RuntimeException e) {
            fail(voice.id() + ": nothing is wrong with the engine, so it should be an UnspeakableTextException", e);
        }
        speaksStill(voice);
    }

    private long bytes(SpeechRequest request) throws Exception {
        return speak(request, new CheckedSink(request, false)).total();
    }
}
