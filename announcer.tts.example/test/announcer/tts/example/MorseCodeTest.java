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
    void punctuation_and_pictures_without_a_sign_are_left_out_and_leave_no_gap() {
        assertThat(MorseCode.unknown("  E «» \uD83D\uDE00 T! ")).isEmpty();
        assertThat(MorseCode.keying("  E «» \uD83D\uDE00 T! ")).isEqualTo("10000000111");
    }

    @ParameterizedTest
    @CsvSource({"Gate 5 Łódź please,Łódź", "to 你好,你好", "only $5 now,$5", "٤٢,٤٢", "at 20° now,20°"})
    void a_word_that_it_cannot_send_whole_is_named(String text, String word) {
        assertThat(MorseCode.unknown(text)).contains(word);
    }

    @ParameterizedTest
    @CsvSource({"Zoë Strauß,ZOE STRAUSS", "3½,3 1/2", "50%,50 0/0", "3–5,3-5", "４２,42", "№ 7,NO 7"})
    void what_has_other_signs_is_sent_by_them(String text, String sent) {
        assertThat(MorseCode.unknown(text)).isEmpty();
        assertThat(MorseCode.keying(text)).isEqualTo(MorseCode.keying(sent));
    }
}
