package announcer.engine.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SentenceBreaksTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "en | Number A. 23, please.# Go to counter 3.# Thank you.",
            "en | Room No. 5 is free.# Dr. Smith waits.# Mrs. J. Jones does not.",
            "en | Pi is 3.5 or so.# It is 10:30 a.m. now.",
            "en | Really?!# Yes!# Go...",
            "en | He said \"Stop.\"# Then he went.",
            "en | Flight AB 12.30 leaves.# See example.org today.",
            "en | Wait. ...# Thanks.",
            "en | On Jan. 5 it begins.# On Sat. 6 it ends.",
            "en | Answer no.# Go.",
            "de | Das ist z. B. gut.# Am 3. Oktober ist frei.# Bitte zu Schalter 3.# Vielen Dank.",
            "de | Der 2. Zug kommt.# Nr. 5 ist dran.# Prof. Dr. Meier bzw. Frau Kunz.",
            "de | Um 10.30 Uhr geht es los.# Das kostet 3,50 Euro.",
            "fr | M. Dupont arrive.# Le quai no. 5 est ouvert.",
            "zh | 你好。#请到三号柜台！#可以吗？#谢谢",
            "zh | 请A023号到3.5号窗口。#谢谢。",
    })
    void sentences_end_where_people_end_them(String language, String text) {
        String[] marked = {""};
        texts(SpeechDocument.plain(text.replace("#", "")), Locale.forLanguageTag(language))
                .forEach(sentence -> marked[0] += sentence + "#");
        assertThat(marked[0]).isEqualTo(text.replace("# ", "#") + "#");
    }

    @Test
    void lines_and_empty_lines_end_sentences_and_paragraphs_but_a_line_that_goes_on_does_not() {
        SpeechDocument script = SpeechDocument.plain("Attention\nPlatform 3\r\nis closed\n \n\nThank you");
        assertThat(Said.plain(script, Locale.ENGLISH)).isEqualTo("Attention [300] Platform 3 is closed [450] Thank you");
    }

    @Test
    void a_long_sentence_is_cut_at_clauses() {
        String clause = "please go to counter number three and wait there until somebody calls you, ";
        List<Segment> pieces = SpeechDocument.plain(clause.repeat(7) + "thank you.").pieces(Locale.ENGLISH);
        assertThat(pieces).allSatisfy(piece -> assertThat(piece.length()).isLessThanOrEqualTo(240));
        assertThat(pieces).hasSize(3);
        assertThat(pieces.get(0).pauseAfter()).isEqualTo(Duration.ofMillis(100));
        assertThat(texts(SpeechDocument.plain(clause.repeat(7)), Locale.ENGLISH).get(0)).endsWith("calls you,");
    }

    @Test
    void without_clauses_it_is_cut_at_a_space_and_without_spaces_anywhere_but_within_a_character() {
        List<Segment> words = SpeechDocument.plain("word ".repeat(100)).pieces(Locale.ENGLISH);
        assertThat(words).hasSize(3).allSatisfy(piece -> assertThat(piece.pauseAfter()).isZero());
        assertThat(String.join(" ", texts(SpeechDocument.plain("word ".repeat(100)), Locale.ENGLISH)))
                .isEqualTo("word ".repeat(100).strip());

        String family = "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67";
        // The odd letter puts the limit within a family.
        List<String> families = texts(SpeechDocument.plain("a" + family.repeat(200)), Locale.ENGLISH);
        assertThat(families).hasSizeGreaterThan(1).allSatisfy(text -> assertThat(text.replace("a", "").replace(family, "")).isEmpty());
        assertThat(String.join("", families)).isEqualTo("a" + family.repeat(200));
    }

    @Test
    void eighty_chinese_characters_are_long_enough() {
        List<String> pieces = texts(SpeechDocument.plain("\u8bf7\u5230\u4e09\u53f7\u67dc\u53f0\uff0c".repeat(20)), Locale.CHINESE);
        assertThat(pieces).allSatisfy(text -> assertThat(text.length()).isLessThanOrEqualTo(80));
        assertThat(pieces.get(0)).hasSize(77);
        assertThat(texts(SpeechDocument.plain("\u8bf7".repeat(200)), Locale.CHINESE)).extracting(String::length).containsExactly(80, 80,
                40);
    }

    @Test
    void what_is_said_as_a_whole_is_not_parted() throws Exception {
        String phoneme = "<phoneme ph='p'>one, two. Three</phoneme>";
        assertThat(Said.plain("<speak>" + phoneme + " four. Five.</speak>")).isEqualTo("one, two. Three four. [300] Five.");
        assertThat(Said.plain("<speak>" + "x".repeat(220) + " " + phoneme + "yyy</speak>")).endsWith(" one, two. Threeyyy");
    }

    @Test
    void hostile_texts_come_out_bounded_and_whole() {
        for (String unit : List.of("a", "\u4f60", ".", ". ", "a. ", "(.", "\" ", "\ud83d\ude00", "\u0301", ".)", "A. b ", "\n", ", ",
                "1.")) {
            String text = unit.repeat(100_000 / unit.length());
            List<Segment> pieces = SpeechDocument.plain(text).pieces(Locale.ENGLISH);
            assertThat(pieces).as(unit).allSatisfy(piece -> assertThat(piece.length()).isLessThanOrEqualTo(240 + 1));
            int words = unit.codePointAt(0) == 'a' || unit.equals("\u4f60") ? text.replace(" ", "").length() : 0;
            assertThat(pieces.stream().mapToInt(Segment::length).sum()).as(unit).isGreaterThanOrEqualTo(words);
        }
    }

    /** As they are before anything is put into words. */
    private static List<String> texts(SpeechDocument script, Locale locale) {
        return script.pieces(locale).stream().map(piece -> ((TextRun.Words) piece.runs().get(0)).text()).toList();
    }
}
