package announcer.engine.text.sayas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SayAsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "en|characters||A-023/b|A, dash, zero, two, three, slash, B",
            "en|spell-out||ok|O, K",
            "en|digits||023|zero two three",
            "en|telephone||+49 30 12|plus four nine, three zero, one two",
            "en|cardinal||1,234|one thousand two hundred thirty-four",
            "en|number||-3.5|minus three point five",
            "en|ordinal||21st|twenty-first",
            "en|date|mdy|3/10/2024|March tenth, twenty twenty-four",
            "en|date|dmy|3/10/2024|October third, twenty twenty-four",
            "en-GB|date||10/3/2024|the tenth of March twenty twenty-four",
            "en|date|yyyymmdd|20240310|March tenth, twenty twenty-four",
            "en|date|md|3/10|March tenth",
            "en|time||10:30|ten thirty",
            "en|time||2:05pm|two oh five P M",
            "en|time||9:00 a.m.|nine A M",
            "en|time||10:00|ten o'clock",
            "en|fraction||3/4|three quarters",
            "en|fraction||1 1/2|one and a half",
            "en|unit||21 min|twenty-one minutes",
            "en|unit||3.5kg|three point five kilograms",
            "en|currency||$10.50|ten US dollars fifty",
            "en|currency||1 EUR|one euro",
            "de|characters||A-02|A, Strich, null, zwei",
            "de|cardinal||1.234|eintausendzweihundertvierunddreißig",
            "de|cardinal||3,5|drei Komma fünf",
            "de|ordinal||3.|dritter",
            "de|date||10.3.2024|zehnter März zweitausendvierundzwanzig",
            "de|time||13:05|dreizehn Uhr fünf",
            "de|time||1:00|ein Uhr",
            "de|unit||1 km|ein Kilometer",
            "de|unit||1 min|eine Minute",
            "de|fraction||3/4|drei Viertel",
            "de|currency||€21|einundzwanzig Euro",
            "zh|characters||A-02|A 杠 零 二",
            "zh|digits||023|零 二 三",
            "zh|cardinal||2024|二千零二十四",
            "zh|ordinal||3|第三",
            "zh|date||2024-03-10|二零二四年三月十日",
            "zh|time||14:05|十四点零五分",
            "zh|time||2:00pm|下午两点整",
            "zh|fraction||3/4|四分之三",
            "zh|unit||3.5 kg|三点五千克",
            "zh|currency||¥5|五元",
            "fr|cardinal||1234|mille deux cent trente-quatre",
            "fr|ordinal||3|troisième",
            "fr|date||1/3/2024|premier mars deux mille vingt-quatre",
            "fr|time||14:30|quatorze heures trente",
            "fr|unit||1 min|une minute",
            "ru|cardinal||24|двадцать четыре",
            "ru|date||10.3.2024|десятое марта две тысячи двадцать четвертого года",
            "ru|time||10:02|десять часов две минуты",
            "ru|unit||2 km|два километра",
            "ru|ordinal||3|третий",
            "es|date||10/3/2024|diez de marzo de dos mil veinticuatro",
            "es|cardinal||21|veintiuno",
            "it|time||13:30|tredici e trenta",
            "it|ordinal||3|terzo",
            "ar|cardinal||3|ثلاثة",
            "ar|cardinal||٣|ثلاثة",
            "ar|ordinal||3|الثالث",
            "ar|time||10:30|العاشرة وثلاثون دقيقة",
    })
    void golden(String language, String as, String format, String text, String words) throws Exception {
        assertThat(spoken(language, as, format == null ? "" : format, text)).isEqualTo(words);
    }

    @Test
    void what_cannot_be_interpreted_is_spoken_as_it_is_in_every_language() throws Exception {
        for (String as : new String[]{"cardinal", "ordinal", "date", "time", "fraction", "unit", "currency"}) {
            for (String text : new String[]{"x", "1/0", "99.99.9999", "25:99", "9".repeat(200), "\u00bd", "-", "1,2,3", "3 \ud83d\ude00"}) {
                for (String language : new String[]{"en", "de", "zh", "ar", "xx", "tlh", "th", "pl"}) {
                    assertThat(spoken(language, as, "", text)).as("%s %s %s", language, as, text).isEqualTo(text);
                }
            }
        }
    }

    private static String spoken(String language, String as, String format, String text) {
        SayAsType interpretation = SayAsType.of(as).orElseThrow();
        return SayAs.spoken(text, new SayAsMode.SayAs(interpretation, format), Locale.forLanguageTag(language));
    }
}
