package announcer.lexicon.word;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TableReaderTest {
    private static LexiconContent read(String name, String text) throws BadLexiconException {
        return TableReader.read(name, text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void words_and_what_is_said_instead() throws Exception {
        LexiconContent content = read("streets.de-AT.tsv",
                "\ufeff# streets\r\n\r\nMQ\tMuseumsquartier\r\nO\u2019Neill \t\t Oniel\nu\u0308ber\tueber\n");
        assertThat(content.locale()).isEqualTo(Locale.forLanguageTag("de-AT"));
        assertThat(content.entries()).containsExactly(new Entry("MQ", "Museumsquartier", ""), new Entry("O'Neill", "Oniel", ""),
                new Entry("\u00fcber", "ueber", ""));
    }

    @ParameterizedTest
    @CsvSource({"en.tsv,en", "a.b.zh-CN.tsv,zh-CN", "cmn.tsv,zh"})
    void its_name_has_the_language(String name, String tag) throws Exception {
        assertThat(read(name, "").locale()).isEqualTo(Locale.forLanguageTag(tag));
    }

    @ParameterizedTest
    @ValueSource(strings = {"streets_.tsv", ".tsv", "x.y z.tsv"})
    void a_name_without_a_language_is_refused(String name) {
        assertThatThrownBy(() -> read(name, "")).isInstanceOf(BadLexiconException.class).hasMessageContaining("streets.de.tsv");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\tb\nMQ Museumsquartier", "a\tb\nMQ", "a\tb\nMQ\tM\tQ", "a\tb\nMQ\t", "a\tb\n...\tdots", "a\tb\nMQ\t--"})
    void a_line_that_is_none_is_named(String text) {
        assertThatThrownBy(() -> read("de.tsv", text)).isInstanceOf(BadLexiconException.class).hasMessageStartingWith("line 2");
    }

    @Test
    void what_is_not_utf8_is_refused() {
        assertThatThrownBy(() -> TableReader.read("de.tsv", new byte[]{'a', '\t', (byte) 0xfc})).isInstanceOf(BadLexiconException.class)
                .hasMessageContaining("UTF-8").hasMessageContaining("0xFC");
    }
}
