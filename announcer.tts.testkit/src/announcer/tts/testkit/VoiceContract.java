package announcer.tts.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import announcer.api.speech.SpeechEngine;
import announcer.api.speech.SpeechException;
import announcer.api.speech.Voice;

/** The rules for voices and the engine's name. */
abstract class VoiceContract extends EngineUnderTest {
    @Test
    void it_has_voices_that_state_its_name_and_their_language_under_ids_of_their_own() {
        List<Voice> all = engine().voices();
        assertThat(all).as("voices; the engine says: " + engine().problem().orElse("no problem")).isNotEmpty().doesNotContainNull();
        assertThat(all).extracting(Voice::engine).containsOnly(engineName());
        assertThat(all).extracting(Voice::id).doesNotHaveDuplicates();
        assertThat(all).allSatisfy(v -> assertThat(v.locale().getLanguage()).as("language of " + v.id()).isNotEmpty());
        assertThat(all).as("all voices").containsAll(voices());
    }

    @Test
    void its_component_is_registered_with_the_name_of_its_voices() throws Exception {
        Optional<String> registered = ComponentProperties.engineName(engine().getClass());
        assumeTrue(registered.isPresent(), "the engine's class has no @Component with " + SpeechEngine.NAME);
        assertThat(registered.get()).as("SpeechEngine.NAME (%s) of the component %s", SpeechEngine.NAME, engine().getClass().getName())
                .isEqualTo(engineName());
    }

    @Test
    void asking_for_the_voices_is_cheap_and_repeatable() throws Exception {
        List<Voice> first = engine().voices();
        bounded("1,000 calls of voices() and problem()", () -> {
            for (int i = 0; i < 1_000; i++) {
                assertThat(engine().voices()).isEqualTo(first);
                assertThat(engine().problem()).isNotNull();
            }
            return null;
        });
    }

    @Test
    void a_voice_that_it_does_not_have_is_refused_with_a_reason() {
        Voice first = voices().get(0);
        Voice stranger = new Voice(first.engine(), "no-such-voice", first.locale(), first.format());
        assertThatThrownBy(() -> speak(request(stranger, speakable(first))),
                "what a request for a voice it does not have gets: SpeechException")
                .isInstanceOf(SpeechException.class).message().as("the reason").isNotBlank();
    }
}
