package announcer.engine.text.normal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an engine gets, in the language of its voice. */
class SpokenFormTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "en | Room 3½ | Room three and a half",
            "en | Room ½ | Room one half",
            "en | 2½ hours | two and a half hours",
            "en | Room 03½ | Room 03 one half",
            "en | 1,000½ | 1,000 one half",
            "de | Raum 3½ | Raum drei einhalb",
            "zh | 3½ | 三又二分之一",
            "fr | Salle 3½ | Salle 3,5",
            "pl | Sala 3¾ | Sala 3,75",
            "tlh | 3½ | 3.5",
            "tlh | 3⅓ | 3 1/3",
            "en | 25 m² | twenty-five square meters",
            "de | 25 m² | fünfundzwanzig Quadratmeter",
            "fr | 3,5 m³ | trois virgule cinq mètres cubes",
            "en | x² + y³ | x squared + y cubed",
            "en | 10⁶ | 10 to the power of 6",
            "en | 10⁻³ m | 10 to the power of minus 3 m",
            "de | 10⁶ | 10 hoch 6",
            "en | Price¹ | Price 1",
            "tlh | m² | m 2",
            "en | −5 °C | minus 5 °C",
            "de | −5 | minus 5",
            "fr | −5 | moins 5",
            "zh | −5 | 负5",
            "en | 5−3 | 5 minus 3",
            "en | 10−5−3 | 10 minus 5 minus 3",
            "en | x−1−2 | x minus 1 minus 2",
            "fr | Solde -10 000 | Solde -10000",
            "fr | Solde ‑10 000 | Solde -10000",
            "en | 1⅛ hours | one and an eighth hours",
            "en | −3½ °C | minus three and a half °C",
            "en | −½ | minus one half",
            "en | 10⁻³ − 3½ | 10 to the power of minus 3 - three and a half",
            "de | −3½ °C | minus drei einhalb °C",
            "zh | −3½ | 负三又二分之一",
            "fr | −3½ | moins 3,5",
            "tlh | −3½ | -3.5",
            "tlh | −5 | -5",
            "en | № 5 | number 5",
            "de | №5 | Nummer 5",
            "tlh | №5 | No 5",
            "ar | ٣٫٥ | 3.5",
            "de | ٣٫٥ | 3,5",
            "en | ١٬٠٠٠ | 1000",
            "ne | 42 | ४२",
            "hi | ४२ | 42",
            "en | Ｓtop！Go | Stop! Go",
            "zh | 停！走 | 停！走",
    })
    void signs_are_said(String language, String text, String said) {
        assertThat(spoken(language, text)).isEqualTo(said);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "en | At 8:00 it begins | At eight o'clock it begins",
            "en | The 20:05 to Ulm | The twenty oh five to Ulm",
            "en | 20:00 | twenty hundred hours",
            "en | 20:00 hours | twenty hundred hours",
            "en | 8:00 hours | eight hundred hours",
            "en | 8:00 o’clock. | eight o'clock.",
            "en | 20:00 HOURS | twenty hundred hours",
            "en | 20:00 Hrs | twenty hundred hours",
            "en | 8:00 O'Clock | eight o'clock",
            "en | 8:00 a.m. | eight A M.",
            "en | It ends at 8:00 p.m. Please leave. | It ends at eight P M. Please leave.",
            "en | At 8:00 p.m. I leave. | At eight P M. I leave.",
            "en | From 8:00 p.m. on | From eight P M on",
            "en | 8:00 p.m., please | eight P M, please",
            "en | At 8:00 p.m. Monday | At eight P M Monday",
            "en | At 8:00 p.m. EST | At eight P M EST",
            "de | 8.00-20.00 Uhr | acht Uhr bis zwanzig Uhr",
            "de | von 8.00 bis 20.15 Uhr | von acht Uhr bis zwanzig Uhr fünfzehn",
            "en | 8:30pm, please | eight thirty P M, please",
            "en | 8:00-20:00 | eight o'clock to twenty hundred hours",
            "en | 8:00 – 8:30 | eight o'clock to eight thirty",
            "en | (8:15) | (eight fifteen)",
            "de | Um 14:30 Uhr | Um vierzehn Uhr dreißig",
            "de | um 8:00 am Montag | um acht Uhr am Montag",
            "de | 8.30 Uhr | acht Uhr dreißig",
            "de | der 8:00-Uhr-Zug | der acht Uhr-Zug",
            "de | 8:00–20:00 Uhr | acht Uhr bis zwanzig Uhr",
            "de | 20:00 Uhr | zwanzig Uhr",
            "de | ABFAHRT 8:00 UHR | ABFAHRT acht Uhr",
            "de | ABFAHRT 8.30 UHR | ABFAHRT acht Uhr dreißig",
            "de | UM 8:00 AM GLEIS 5 | UM acht Uhr AM GLEIS 5",
            "de | ABFAHRT 12:30 AM GLEIS 3 | ABFAHRT zwölf Uhr dreißig AM GLEIS 3",
            "de | 8:00 PM | zwanzig Uhr",
            "de | 8:00 a.m. | acht Uhr.",
            "de | Stand 15:13 Uhr | Stand fünfzehn Uhr dreizehn",
            "de | Am Messestand 14:30 | Am Messestand vierzehn Uhr dreißig",
            "fr | 14h30 | quatorze heures trente",
            "fr | à 14 h 30, puis 15 h. | à quatorze heures trente, puis quinze heures.",
            "fr | 21:00 | vingt-et-une heures",
            "es | a las 20:00 horas | a las veinte horas",
            "es | a las 20:00 hrs | a las veinte horas",
            "es | 14:30 | catorce y treinta",
            "ru | в 10:02 | в десять часов две минуты",
            "zh | 晚上8：00开会 | 晚上八点整开会",
            "zh | 14:05 | 十四点零五分",
    })
    void times_of_day_are_said(String language, String text, String said) {
        assertThat(spoken(language, text)).isEqualTo(said);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "en | +49 30 1234567 | plus four nine, three zero, one two three four five six seven",
            "en | Call 555-0142. | Call five five five, zero one four two.",
            "en | +1 (555) 014-2345 | plus one, five five five, zero one four, two three four five",
            "en | (555) 014-2345 42 | five five five, zero one four, two three four five 42",
            "en | 1-800-555-0142 | one, eight zero zero, five five five, zero one four two",
            "en | 0800-123-456, please | zero eight zero zero, one two three, four five six, please",
            "en | Tel. 12345 10:30 | Tel. one two three four five ten thirty",
            "de | (030) 123 45 67 | null drei null, eins zwei drei, vier fünf, sechs sieben",
            "de | Telefon: 030/1234567 | Telefon: null drei null, eins zwei drei vier fünf sechs sieben",
            "en | Tel. 08 12 16 20 24 | Tel. zero eight, one two, one six, two zero, two four",
            "en | 321-555-0142 10 | three two one, five five five, zero one four two 10",
            "fr | 01 42 34 56 78 | zéro un, quatre deux, trois quatre, cinq six, sept huit",
            "tlh | 0800 123456 | 0 8 0 0, 1 2 3 4 5 6",
            "zh | 电话12345。 | 电话一 二 三 四 五。",
    })
    void telephone_numbers_are_said_figure_by_figure(String language, String text, String said) {
        assertThat(spoken(language, text)).isEqualTo(said);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2:1", "10:99", "25:00", "24:30", "3:456", "8:00:15", "1:2:3", "10:30-24", "v8:00", "12:30.5", "::", "8:0",
            "2026-11-30", "30-11-2026", "01.02.2026", "01-02-2026", "$555-0142", "A-023", "A-023-4567", "10 000 000", "100-200", "100-2000",
            "1234", "0815", "12345678", "192.168.100.2000", "3-16-148410-0", "007", "0.1234567", "1,234,567", "4711 0815 1234 5678",
            "DE89 3704 0044 0532 0130 00", "0800-123-45A", "0301234567 \u20ac", "042 117", "+5", "+5000", "16:9 and 4:3",
            "Ouvert 24 h/24", "8:00 - 20:00/3", "0123 4567 8901 2345",
            "Psalm 23:10", "Score: 21:19"})
    void what_may_be_something_else_stays(String text) {
        for (String language : new String[]{"en", "de", "fr", "tlh"}) {
            assertThat(SpokenForm.of(text, Locale.forLanguageTag(language))).isEqualTo(text);
        }
    }

    /** Where one language has a time, a telephone number or nothing to say, and another has. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "de | 8:00 Uhr/10:00 Uhr", "en | 10:00 am-2 pm", "en | 8:00 hours/9:00 hours",
            "de | Johannes 3:16", "de | Endstand 15:13", "de | ENDSTAND: 15:13", "de | Maßstab 1:25", "de | Spielstand (10:12)",
            "zh | 比分21:19", "zh | 比分是21:19", "zh | 比例：1:25", "fr | Score 15:13", "es | Marcador 15:13", "ru | Счёт 15:13",
            "de | noch 2:30 Stunden", "de | in 5:30 Minuten", "de | in 5:30 Min.", "de | 2:30 Std", "fr | 2:30 minutes",
            "es | 2:30 minutos",
            "it | 2:30 minuti", "ru | 2:30 часа", "ru | 2:30 минуты", "zh | 2:30分钟", "en | 2:30 minutes", "en | 2:30 hours to go",
            "en | Numbers 08 12 16 20 24", "de | Nummern 01.12.16.20.24", "ar | 15:30", "ar | 3:30 PM",
    })
    void what_may_be_something_else_in_a_language_stays_there(String language, String text) {
        assertThat(spoken(language, text)).isEqualTo(text);
    }

    @Test
    void without_a_language_nothing_is_put_into_words_and_nothing_is_lost() {
        assertThat(spoken("", "Room 3½ at 8:00, m² −5 № 7")).isEqualTo("Room 3.5 at 8:00, m 2 -5 No 7");
    }

    private static String spoken(String language, String text) {
        return SpokenForm.of(TextNormalizer.normalize(text), Locale.forLanguageTag(language));
    }
}
