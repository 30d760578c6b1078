package announcer.lib.pronunciation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;

import org.junit.jupiter.api.Test;

import announcer.api.audio.PcmFormat;
import announcer.api.speech.Voice;

class UnknownTokensTest {
    private static final Voice ENGLISH = new Voice("test", "voice", Locale.US, new PcmFormat(16_000, 1));
    private static final Voice GERMAN = new Voice("test", "stimme", Locale.GERMANY, new PcmFormat(16_000, 1));

    @Test
    void letters_and_digits_stand_apart_and_nothing_else_is_left() {
        assertThat(UnknownTokens.spelled(ENGLISH, "A-2x!")).isEqualTo("ay two x");
        assertThat(UnknownTokens.spelled(GERMAN, "A-2ü!")).isEqualTo("A 2 ü");
        assertThat(UnknownTokens.spelled(GERMAN, "...")).isEmpty();
    }

    @Test
    void what_has_a_letter_or_a_digit_is_to_be_heard() {
        assertThat(UnknownTokens.isSpoken("(5)")).isTrue();
        assertThat(UnknownTokens.isSpoken("你")).isTrue();
        assertThat(UnknownTokens.isSpoken("-!, \u00a7")).isFalse();
    }
}
