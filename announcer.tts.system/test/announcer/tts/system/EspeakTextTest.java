package announcer.tts.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The text that espeak-ng gets: in words what it would drop. */
class EspeakTextTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            en    | Gate ٤٢, １３ and ५      | Gate 42, 13 and 5
            en    | ₄₂ Ⅳ ﬁn 3½ 3² ③       | 42 IV fin 3½ 3² 3
            en    | Zoe\u0308 NGUYỄN Łódź     | Zoë NGUYEN Łódź
            vi    | Nguyễn NGUYỄN             | Nguyễn NGUYỄN
            ro    | Ștefan                    | Ștefan
            zh    | nǐhǎo                     | nǐhǎo
            en    | ₫34 and 1 ₺               | 34 Vietnamese dong and 1 Turkish lira
            en    | $5 and 50% at -5 °C       | $5 and 50% at -5 °C
            en    | 31‰                       | 31 permille
            ru    | €5, 21€, -5 и 5°C         | 5 евро , 21 евро , минус 5 и 5 градусов Цельсия
            de    | (€68) €12,50              | ( 68 Euro ) 12,50 Euro
            ar    | 50%                       | 50 بالمئة
            zh    | 请付$5和¥8，气温-3°       | 请付五美元和八人民币，气温负三度
            en    | [[h@l]] A-5 US$7          | [ [h@l]] A-5 7 US dollars
            sv    | £3                        | 3 brittiska pund
            """)
    void what_it_would_drop_is_written_in_words(String language, String text, String prepared) {
        Locale locale = language.equals("zh") ? Locale.SIMPLIFIED_CHINESE : Locale.forLanguageTag(language);
        String name = language.equals("zh") ? Espeak.MANDARIN : language;
        assertThat(new Espeak().prepare(text, SystemVoice.of(name, locale, language, 0)).replaceAll("\\s+", " ").strip()
                .replaceAll("(?<=\\p{IsHan}) | (?=\\p{IsHan})", "")).isEqualTo(prepared);
    }

    @ParameterizedTest
    @CsvSource({"en,pay ₿5 now,₿5", "vi,giảm 5‰ nhé,5‰", "de,nur 5¢,5¢"})
    void a_sign_without_a_word_is_named(String language, String text, String word) {
        SystemVoice voice = SystemVoice.of(language, Locale.forLanguageTag(language), language, 0);
        assertThat(new Espeak().unsaid(new Espeak().prepare(text, voice), voice))
                .contains(word);
    }
}
