package announcer.tts.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;

import org.junit.jupiter.api.Test;

class ScriptsTest {
    @Test
    void hanzi_alone_are_foreign_to_english_and_not_to_chinese() {
        assertThat(Scripts.areForeign("你好。", Locale.US)).isTrue();
        assertThat(Scripts.areForeign("こんにちは", Locale.GERMANY)).isTrue();
        assertThat(Scripts.areForeign("你好", Locale.SIMPLIFIED_CHINESE)).isFalse();
        assertThat(Scripts.areForeign("안녕", Locale.KOREAN)).isFalse();
    }

    @Test
    void mixed_texts_figures_and_texts_without_letters_are_not() {
        assertThat(Scripts.areForeign("Counter 三", Locale.US)).isFalse();
        assertThat(Scripts.areForeign("3", Locale.US)).isFalse();
        assertThat(Scripts.areForeign("...", Locale.US)).isFalse();
        assertThat(Scripts.areForeign("Привет", Locale.US)).as("espeak-ng spells Cyrillic").isFalse();
    }
}
