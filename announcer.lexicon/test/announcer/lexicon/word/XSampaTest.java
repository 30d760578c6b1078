package announcer.lexicon.word;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import announcer.testing.InputCost;

class XSampaTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\u0001', value = {"waI|waɪ", "\"lVf.b@.r@|ˈlʌf.bə.rə", "tS3:tS|tʃɜːtʃ",
            "\"mYn.C@n|ˈmʏn.çən", "%k{t|ˌkæt",
            "r\\Et`|ɹɛʈ", "a~|a\u0303", "b_<O|ɓɔ", "l=|l̩", "t_h u:|tʰuː", "O-I|ɔɪ", "s_\"|s\u0308"})
    void it_becomes_the_same_in_ipa(String written, String ipa) {
        assertThat(XSampa.ipa(written)).isEqualTo(ipa);
    }

    @ParameterizedTest
    @ValueSource(strings = {"w$", "ʃ", "a_", "#", "waɪ"})
    void what_is_no_symbol_is_named(String written) {
        assertThatIllegalArgumentException().isThrownBy(() -> XSampa.ipa(written)).withMessageContaining("no symbol of X-SAMPA");
    }

    @Test
    void it_costs_its_length() {
        new InputCost("symbols", XSampa::ipa, "", "r\\`", "").check(10_000);
    }
}
