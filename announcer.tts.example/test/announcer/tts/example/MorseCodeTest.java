package announcer.tts.example;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MorseCodeTest {
    @ParameterizedTest
    @CsvSource({"E,1", "T,111", "A,10111", "ET,1000111", "E E,100000001", "sos,101010001110111011100010101", "é,1"})
    void the_key_goes_down_and_up_as_the_code_says(String text, String keying) {
        assertThat(MorseCode.keying(text)).isEqualTo(keying);
    }

    @Test
    void the_word_paris_with_its_gap_is_fifty_units_long() {
        assertThat(MorseCode.keying("PARIS PARIS").length() - MorseCode.keying("PARIS").length()).isEqualTo(50);
    }

    @Test
    void every_letter_and_digit_has_a_sign_of_its_own() {
        String all = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
        assertThat(all.chars().mapToObj(c -> MorseCode.keying(Character.toString(c)))).doesNotHaveDuplicates().doesNotContain("");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \t", "...", "?!", "你好", "Привет", "\uD83D\uDE00", "\uD800", "\u0000"})
    void a_text_without_a_letter_or_digit_has_no_keying(String text) {
        assertThat(MorseCode.keying(text)).isEmpty();
    }

    @Test
    void what_it_does_not_know_is_left_out_and_leaves_no_gap() {
        assertThat(MorseCode.keying("  E 你好 \uD83D\uDE00 T! ")).isEqualTo("10000000111");
    }
}
