package announcer.tts.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import announcer.testing.ticket.GoldenTickets;

/** The text that espeak-ng gets: in words what it would drop. */
class EspeakTextTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            en    | Gate ٤٢, １３ and ५      | Gate 42, 13 and 5
            en    | ₄₂ Ⅳ ﬁn 3½ 3² ③       | 42 IV fin 3½ 3 2 3
            de    | Flug „37³“ bitte          | Flug „37 3“ bitte
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
            en    | Ticket type 2 €15         | Ticket type 2 15 euros
            en    | A zero two to counter A   | eigh zero two to counter eigh
            de    | A null zwei, Schalter A   | A null zwei, Schalter A
            de    | Kategorie 2 €50, 2€50     | Kategorie 2 50 Euro , 2 Euro 50
            en    | Room 5 $20                | Room 5 $20
            fr    | -€5 et -€1                | moins 5 euros et moins 1 euro
            en    | -€5                       | -5 euros
            en    | €1,000 and €1,00 and 1.5° | 1,000 euros and 1,00 euro and 1.5°
            ru    | 1,000 ₽, 21.5°            | 1,000 российских рублей , 21.5 градуса
            th    | น้ำ ทำ                    | น้ำ ทำ
            bn    | \u0995\u09df              | \u0995\u09df
            he    | \u05e9\u05c1\u05bc \ufb2a | \u05e9\u05c1\u05bc \u05e9\u05c1
            ar    | ﻻ ﷺ \u0628\u0651\u064e    | لا صلى الله عليه وسلم \u0628\u0651\u064e
            hy    | և                         | և
            ru    | И\u0306 α\u0301            | Й ά
            ko    | \u1112\u1161\u11ab          | 한
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

    /** The last column of the golden tables: what espeak-ng is given for a ticket's words. */
    @ParameterizedTest
    @ValueSource(strings = {"en", "de", "zh"})
    void words_of_tickets_are_given_as_the_table_has_them(String language) {
        Locale locale = language.equals("zh") ? Locale.SIMPLIFIED_CHINESE : Locale.forLanguageTag(language);
        SystemVoice voice = SystemVoice.of(language.equals("zh") ? Espeak.MANDARIN : language, locale, language, 0);
        for (GoldenTickets row : GoldenTickets.of(language)) {
            String prepared = new Espeak().prepare(row.words(), voice);
            String given = row.given().get(row.given().size() - 1);
            boolean refused = given.equals(GoldenTickets.REFUSED);
            assertThat(new Espeak().unsaid(prepared, voice).isPresent()).as(row.words()).isEqualTo(refused);
            assertThat(refused ? given : prepared).as(row.words()).isEqualTo(given);
        }
    }
}
