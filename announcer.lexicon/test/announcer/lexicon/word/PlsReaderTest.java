package announcer.lexicon.word;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import announcer.testing.InputCost;

class PlsReaderTest {
    private static final String HEAD = "<lexicon version='1.0' xmlns='http://www.w3.org/2005/01/pronunciation-lexicon'"
            + " alphabet='ipa' xml:lang='en-GB'>";

    private static LexiconContent read(String document) throws BadLexiconException {
        return PlsReader.read(document.getBytes(StandardCharsets.UTF_8));
    }

    private static LexiconContent lexemes(String lexemes) throws BadLexiconException {
        return read(HEAD + lexemes + "</lexicon>");
    }

    @Test
    void aliases_and_phonemes_are_read_for_the_language_of_the_document() throws Exception {
        LexiconContent content = read("\ufeff<?xml version='1.0' encoding='UTF-8'?><!-- ours -->" + HEAD
                + "<meta name='author' content='me'/><metadata><rdf xmlns='urn:x'><deep>x</deep></rdf></metadata>"
                + "<lexeme xml:id='a'><grapheme>W3C</grapheme><alias>World Wide Web\n Consortium</alias></lexeme>"
                + "<lexeme><grapheme>colour</grapheme><grapheme>color</grapheme><phoneme>ˈkʌlə</phoneme><example>My colour</example></lexeme>"
                + "<lexeme><grapheme><![CDATA[B&B]]></grapheme><alias>bed &amp; breakfast</alias></lexeme></lexicon>");
        assertThat(content.locale()).isEqualTo(Locale.UK);
        assertThat(content.entries()).containsExactly(new Entry("W3C", "World Wide Web Consortium", ""), new Entry("colour", "", "ˈkʌlə"),
                new Entry("color", "", "ˈkʌlə"), new Entry("B&B", "bed & breakfast", ""));
        assertThat(content.leftOut()).isEmpty();
    }

    @Test
    void the_preferred_pronunciation_is_used_and_else_the_first() throws Exception {
        assertThat(lexemes("<lexeme><grapheme>a1</grapheme><alias>one</alias><alias prefer='true'>two</alias><phoneme>x</phoneme></lexeme>"
                + "<lexeme><grapheme>a2</grapheme><phoneme>x</phoneme><alias>two</alias></lexeme>"
                + "<lexeme><grapheme>a3</grapheme><phoneme alphabet='x-own'>X</phoneme><alias>three</alias></lexeme>").entries())
                .containsExactly(new Entry("a1", "two", ""), new Entry("a2", "two", "x"), new Entry("a3", "three", ""));
    }

    @Test
    void x_sampa_becomes_ipa_and_an_alias_beside_phonemes_is_for_who_does_not_speak_them() throws Exception {
        assertThat(lexemes("<lexeme><grapheme>Wy</grapheme><phoneme alphabet='x-sampa'>waI</phoneme><alias> </alias></lexeme>"
                + "<lexeme><grapheme>Ay</grapheme><alias>first</alias><phoneme prefer='true'>eɪ</phoneme><alias prefer='true'>best</alias></lexeme>"
                + "<lexeme><grapheme>By</grapheme><alias>first</alias><phoneme>baɪ</phoneme></lexeme>").entries())
                .containsExactly(new Entry("Wy", "", "waɪ"), new Entry("Ay", "best", "eɪ"), new Entry("By", "first", ""));
        assertThatThrownBy(() -> lexemes("<lexeme><grapheme>Wy</grapheme><phoneme alphabet='x-sampa'>wa$</phoneme></lexeme>"))
                .isInstanceOf(BadLexiconException.class).hasMessageContaining("line 1: \"wa$\" has \"$\" in it");
    }

    @Test
    void what_cannot_be_used_is_left_out_and_told() throws Exception {
        LexiconContent content = lexemes("<lexeme role='x:verb'><grapheme>read</grapheme><alias>red</alias></lexeme>\n"
                + "<lexeme><grapheme>x</grapheme><phoneme alphabet='x-own'>X</phoneme></lexeme>"
                + "<lexeme><grapheme>y</grapheme><alias>why</alias></lexeme><lexeme><grapheme>y</grapheme><alias>wide</alias></lexeme>");
        assertThat(content.entries()).containsExactly(new Entry("y", "why", ""));
        assertThat(content.leftOut()).hasSize(3);
        assertThat(content.leftOut().get(0)).isEqualTo("line 1 has \"read\" for one role only; texts tell no roles");
        assertThat(content.leftOut().get(1)).contains("line 2", "x-own");
        assertThat(content.leftOut().get(2)).contains("\"y\" once more");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"<html/>|lexicon", "<lexicon xml:lang='en'><word/></lexicon>|\"word\" is no element of a lexicon",
            "<lexicon/>|is no language", "<lexicon xml:lang='en' xmlns='urn:other'/>|pronunciation-lexicon", "''|well-formed",
            "<lexicon xml:lang='en'><lexeme><grapheme>a</grapheme>|well-formed",
            "<lexicon xml:lang='en'><lexeme><grapheme>a</grapheme></lexeme></lexicon>|no phoneme and no alias",
            "<lexicon xml:lang='en'><lexeme><alias>a</alias></lexeme></lexicon>|no grapheme",
            "<lexicon xml:lang='en'><lexeme><grapheme>a</grapheme><alias> </alias></lexeme></lexicon>|is empty",
            "<lexicon xml:lang='en'><lexeme><grapheme>...</grapheme><alias>dots</alias></lexeme></lexicon>|neither letter nor digit",
            "<lexicon xml:lang='en'><lexeme><grapheme>a<b/></grapheme><alias>a</alias></lexeme></lexicon>|no element of a grapheme",
            "<!DOCTYPE lexicon [<!ENTITY a 'b'>]><lexicon xml:lang='en'/>|document type",
            "<!DOCTYPE lexicon SYSTEM 'file:///etc/hostname'><lexicon xml:lang='en'/>|document type",
            "<lexicon xml:lang='en'><lexeme><grapheme>&a;</grapheme><alias>a</alias></lexeme></lexicon>|line 1"})
    void what_is_no_lexicon_is_refused_in_words(String document, String why) {
        assertThatThrownBy(() -> read(document)).isInstanceOf(BadLexiconException.class).hasMessageContaining(why);
    }

    @Test
    void what_is_too_long_too_deep_or_too_much_is_refused() throws Exception {
        assertThatThrownBy(() -> lexemes("<lexeme><grapheme>" + "a".repeat(101) + "</grapheme><alias>a</alias></lexeme>"))
                .hasMessageContaining("101");
        lexemes("<metadata>" + "<x>".repeat(30) + "</x>".repeat(30) + "</metadata>");
        assertThatThrownBy(() -> lexemes("<metadata>" + "<x>".repeat(40) + "</x>".repeat(40) + "</metadata>")).hasMessageContaining("deep");
        StringBuilder many = new StringBuilder();
        for (int i = 0; i <= LexiconContent.MOST; i++) {
            many.append("<lexeme><grapheme>w").append(i).append("</grapheme><alias>a</alias></lexeme>");
        }
        assertThatThrownBy(() -> lexemes(many.toString())).hasMessageContaining("10000");
    }

    /** Cut off anywhere it is refused; with any of its bytes changed it is read or refused, and nothing else. */
    @Test
    void a_damaged_file_is_refused_and_nothing_worse() throws Exception {
        byte[] whole = (HEAD + "<lexeme><grapheme>colour</grapheme><phoneme prefer='true'>ˈkʌlə</phoneme><alias>paint</alias></lexeme>"
                + "<metadata><x/></metadata></lexicon>").getBytes(StandardCharsets.UTF_8);
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> PlsReader.read(cut)).isInstanceOf(BadLexiconException.class);
        }
        Random random = new Random(13);
        for (int i = 0; i < 3_000; i++) {
            byte[] damaged = whole.clone();
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            try {
                PlsReader.read(damaged);
            } catch (BadLexiconException e) {
                assertThat(e.getMessage()).isNotBlank().doesNotContain("\n");
            }
        }
    }

    @Test
    void reading_costs_the_length() {
        new InputCost("lexemes", PlsReaderTest::read, HEAD, "<lexeme><grapheme>a</grapheme><alias>b</alias></lexeme>", "</lexicon>")
                .check(10_000);
        new InputCost("graphemes", PlsReaderTest::read, HEAD + "<lexeme>", "<grapheme>a</grapheme>", "<alias>b</alias></lexeme></lexicon>")
                .check(10_000);
        new InputCost("what follows a word", PlsReaderTest::read, HEAD + "<lexeme><grapheme>", "a ", "</grapheme></lexeme></lexicon>")
                .check(10_000);
    }
}
