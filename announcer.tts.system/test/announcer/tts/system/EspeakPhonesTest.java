package announcer.tts.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import javax.xml.stream.XMLStreamException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** IPA in espeak-ng's names, and documents with it; what the program itself makes of them {@link RealPhonesTest} asks. */
class EspeakPhonesTest {
    private static SystemVoice voice(String name) {
        return SystemVoice.of(name, Locale.forLanguageTag(name), name, 0);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', value = {"en-us;waɪ;[['w|aI]]", "en-us;həˈloʊ;[[h|@'l|oU]]",
            "en-us;həˈləʊ;[[h|@'l|oU]]",
            "en-gb;ˈlʌf.bə.ɹə;[['l|V|f|b|@|r|@]]", "en-us;ˌɡʊd ˈt͡ʃɜːt͡ʃ;[[,g|U|d||'tS|3:|tS]]", "en-us;rɛd;[['r|E|d]]",
            "de;ˈmʏnçn̩;[['m|y|n|C|@|n]]",
            "de;tsaɪ̯t;[['ts|aI|t]]", "de;ˈʁɛçt;[['r|E|C|t]]", "de;fɔʏ̯ɐ;[['f|OY|3]]", "fr;bɔ̃ʒuʁ;[['b|O~|Z|u|r]]",
            "de-AT;ʃøːn;[['S|Y:|n]]", "ru;ɨ;[['y]]",
            "en-us;ma˥;``", "en-us;bɔ̃;``", "cmn;ma;``", "xx;ma;``", "en-us;ˈ;``", "en-us;]]x[[;[['x]]"})
    void a_voice_gets_its_own_names_and_nothing_when_it_has_not_all_of_the_sounds(String name, String ipa, String given) {
        assertThat(EspeakPhones.of(ipa, voice(name).voice())).isEqualTo(Optional.of(given).filter(g -> !g.isEmpty()));
    }

    @Test
    void a_document_is_read_in_stretches() throws Exception {
        assertThat(PhonemeText.of(
                "<speak>To <phoneme alphabet=\"ipa\" ph=\"waɪ\">Wy</phoneme> &amp; <phoneme ph=\"x\">A</phoneme><phoneme alphabet=\"x-y\" ph=\"z\">B</phoneme></speak>"))
                .containsExactly(new PhonemeText("To ", ""), new PhonemeText("Wy", "waɪ"), new PhonemeText(" & ", ""),
                        new PhonemeText("A", "x"),
                        new PhonemeText("B", ""));
        assertThatThrownBy(() -> PhonemeText.of("<speak>")).isInstanceOf(XMLStreamException.class);
        assertThatThrownBy(() -> PhonemeText.of("<!DOCTYPE s [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><speak>&e;</speak>"))
                .isInstanceOf(XMLStreamException.class);
    }

    /** Words beside it are prepared as ever; without a sound that the voice has, the word is. */
    @Test
    void sounds_stand_among_prepared_words() throws Exception {
        SystemEngine engine = RealEspeak.engine(1);
        try {
            SystemVoice voice = engine.voice(RealEspeak.voice(engine, "en-us"));
            assertThat(engine.prepared(List.of(new PhonemeText("To [[٤٢ ", ""), new PhonemeText("Wy", "waɪ"), new PhonemeText(", A1.", "")),
                    voice))
                    .isEqualTo("To [ [42 [['w|aI]], A1.");
            assertThat(engine.prepared(List.of(new PhonemeText("Wy", "waɪ"), new PhonemeText(" ", ""), new PhonemeText("Ay", "eɪ")), voice))
                    .isEqualTo("[['w|aI]] [['eI]]");
            assertThat(engine.prepared(List.of(new PhonemeText("To", ""), new PhonemeText("Wy", "waɪ"), new PhonemeText("now", "")), voice))
                    .isEqualTo("To [['w|aI]] now");
            assertThat(engine.prepared(List.of(new PhonemeText("To ٤٢ ", ""), new PhonemeText("Zürich", "ˈtsyːʁɪç")), voice))
                    .isEqualTo("To 42 Zürich");
        } finally {
            engine.deactivate();
        }
    }
}
