package announcer.tts.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import announcer.api.speech.SpeechException;
import announcer.api.speech.SpeechRequest;
import announcer.tts.testkit.PcmCollector;

class MorseEngineTest {
    private static final int UNIT_BYTES = 768 * 2;

    private final PcmCollector sound = new PcmCollector();

    @Test
    void a_word_takes_as_long_as_the_code_says() throws Exception {
        new MorseEngine().synthesize(new SpeechRequest(MorseEngine.SOUNDER, "PARIS", Duration.ofMinutes(1)), sound);
        assertThat(sound.bytes()).hasSize(MorseCode.keying("PARIS").length() * UNIT_BYTES);
    }

    @Test
    void a_deadline_that_is_over_is_an_error_that_names_it() {
        assertThatThrownBy(() -> new MorseEngine().synthesize(new SpeechRequest(MorseEngine.SOUNDER, "PARIS", Duration.ZERO), sound))
                .isInstanceOf(SpeechException.class).hasMessageContaining("within 0 ms");
        assertThat(sound.bytes().length).isLessThan(MorseCode.keying("PARIS").length() * UNIT_BYTES);
    }
}
