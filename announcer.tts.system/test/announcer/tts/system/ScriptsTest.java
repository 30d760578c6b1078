package announcer.tts.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScriptsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            en | 你好。                        | 你好
            de | こんにちは                    | こんにちは
            en | Counter 三, (李娜) please     | 三
            en | Mr李娜 please                 | 李娜
            en | สมชาย                         | สมชาย
            ja | 東京                          | 東京
            zh | さくら                        | さくら
            """)
    void the_first_word_that_espeak_would_only_describe_is_named(String language, String text, String word) {
        assertThat(espeak(language, text)).contains(word);
    }

    @ParameterizedTest
    @CsvSource({"zh,你好 KLM 3号", "ko,안녕", "ja,さくら", "en,3 ...", "en,Привет Σοφία محمد שלום नमस्ते", "ru,Привет Anna", "en,e\u0301"})
    void letters_that_it_speaks_or_names_are_not(String language, String text) {
        assertThat(espeak(language, text)).isEmpty();
    }

    @Test
    void of_other_programs_only_the_letters_of_their_languages_are_expected() {
        SystemVoice english = SystemVoice.of("alex", Locale.US, "Alex", 0);
        assertThat(new MacSay().unsaid("Anna Привет", english)).contains("Привет");
        assertThat(new Sapi().unsaid("Привет Anna", SystemVoice.of("irina", Locale.forLanguageTag("ru-RU"), "Irina", 0)))
                .isEmpty();
    }

    private static Optional<String> espeak(String language, String text) {
        return new Espeak().unsaid(text, SystemVoice.of(language, Locale.forLanguageTag(language), language, 0));
    }
}
