package announcer.engine.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.junit.jupiter.api.Test;

import announcer.engine.text.normal.SpokenForm;
import announcer.engine.text.normal.TextNormalizer;

class CalibrationTextsTest {
    private static final List<String> KNOWN = List.of("en", "de", "fr", "es", "it", "pt", "nl", "pl", "ru", "uk", "cs", "sk", "hu", "ro",
            "sv", "da",
            "nb", "fi", "el", "tr", "zh", "ja", "ko", "ar", "he", "hi", "vi", "id");

    @Test
    void every_language_has_a_text_of_its_own_in_its_own_script() {
        Set<String> texts = new HashSet<>();
        for (String language : KNOWN) {
            String text = CalibrationTexts.of(Locale.forLanguageTag(language));
            assertThat(texts.add(text)).as("%s is not another language's", language).isTrue();
            boolean dense = List.of("zh", "ja", "ko").contains(language);
            assertThat(text.codePointCount(0, text.length())).as(language).isBetween(dense ? 45 : 105, dense ? 90 : 180);
            assertThat(text.codePoints().noneMatch(Character::isDigit)).as("%s: no digits, which engines may spell in English", language)
                    .isTrue();
            assertThat(text.split("[.。।] ?").length).as("%s: sentences", language).isGreaterThanOrEqualTo(4);
            assertThat(script(text)).as(language).isEqualTo(switch (language) {
                case "ru", "uk" -> Character.UnicodeScript.CYRILLIC;
                case "el" -> Character.UnicodeScript.GREEK;
                case "zh" -> Character.UnicodeScript.HAN;
                case "ja" -> Character.UnicodeScript.HIRAGANA;
                case "ko" -> Character.UnicodeScript.HANGUL;
                case "ar" -> Character.UnicodeScript.ARABIC;
                case "he" -> Character.UnicodeScript.HEBREW;
                case "hi" -> Character.UnicodeScript.DEVANAGARI;
                default -> Character.UnicodeScript.LATIN;
            });
        }
        assertThat(texts).hasSizeGreaterThanOrEqualTo(15);
    }

    /** They go to engines without passing the door. */
    @Test
    void they_are_normalised_already() {
        for (String language : KNOWN) {
            Locale locale = Locale.forLanguageTag(language);
            String text = CalibrationTexts.of(locale);
            assertThat(SpokenForm.of(TextNormalizer.normalize(text), locale)).as(language).isEqualTo(text);
        }
    }

    private static Character.UnicodeScript script(String text) {
        return Character.UnicodeScript.of(text.codePointAt(0));
    }

    @Test
    void country_script_and_old_codes_make_no_difference() {
        assertThat(CalibrationTexts.of(Locale.US)).isEqualTo(CalibrationTexts.of(Locale.ENGLISH));
        assertThat(CalibrationTexts.of(Locale.forLanguageTag("zh-Hant-TW"))).isEqualTo(CalibrationTexts.of(Locale.CHINESE));
        assertThat(CalibrationTexts.of(Locale.forLanguageTag("cmn"))).isEqualTo(CalibrationTexts.of(Locale.CHINESE));
        assertThat(CalibrationTexts.of(Locale.forLanguageTag("no"))).isEqualTo(CalibrationTexts.of(Locale.forLanguageTag("nb")));
        assertThat(CalibrationTexts.of(Locale.forLanguageTag("iw"))).isEqualTo(CalibrationTexts.of(Locale.forLanguageTag("he")));
        assertThat(CalibrationTexts.of(Locale.forLanguageTag("in"))).isEqualTo(CalibrationTexts.of(Locale.forLanguageTag("id")));
    }

    @Test
    void other_languages_get_digits() {
        assertThat(CalibrationTexts.of(Locale.forLanguageTag("eo"))).startsWith("1 2 3 4 5 6 7 8 9 10");
        assertThat(CalibrationTexts.of(Locale.ROOT)).isEqualTo(CalibrationTexts.of(Locale.forLanguageTag("eo")));
    }
}
