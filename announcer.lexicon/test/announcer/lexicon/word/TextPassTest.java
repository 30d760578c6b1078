package announcer.lexicon.word;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import announcer.api.lexicon.SpokenPart;
import announcer.testing.InputCost;

class TextPassTest {
    private static final PhraseIndex INDEX = new PhraseIndex(List.of(new Entry("Dr.", "Doctor", ""), new Entry("Main", "Mane", ""),
            new Entry("Main St", "Main Street", ""), new Entry("St", "Saint", ""), new Entry("St Pancras Station", "the station", ""),
            new Entry("C++", "C plus plus", ""), new Entry("O'Neill", "Oniel", ""), new Entry("重庆", "崇庆", ""),
            new Entry("重", "众", ""), new Entry("\ud835\udc00x", "A X", ""), new Entry("a b", "ab", ""), new Entry("e\u0301", "eh", "")));

    private static List<SpokenPart> parts(PhraseIndex index, String text) {
        return new TextPass(index, Optional.empty()).run(text);
    }

    private static String said(PhraseIndex index, String text) {
        return parts(index, text).stream().map(SpokenPart::text).collect(Collectors.joining());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"Dr. Main|Doctor Mane", "Dr.Main|Doctor Mane", "Main St, Main|Main Street, Mane",
            "Main Station|Mane Station", "Main St Pancras|Main Street Pancras", "St Pancras Stat|Saint Pancras Stat",
            "St Pancras Station|the station", "St Pancras Stations|Saint Pancras Stations", "Mains Domain main|Mains Domain main",
            "Main's (Main) Main-Main|Mane's (Mane) Mane-Mane", "in C++.|in C plus plus.", "O\u2019Neill O'Neill|Oniel Oniel",
            "Main\u00a0St|Main Street", "去重庆|去崇庆", "三重门|三众门", "Main重庆Main|Mane崇庆Mane", "\ud835\udc00x|A X", "|''",
            "Main2 2Main|Main2 2Main", "a\u0301 a\u0301 b|a\u0301 a\u0301 b"})
    void the_longest_whole_words_are_said_as_the_lexicon_has_them(String text, String said) {
        assertThat(said(INDEX, text == null ? "" : text)).isEqualTo(said);
    }

    /** What is said is not looked up again. */
    @Test
    void an_alias_is_the_end_of_it() {
        PhraseIndex circle = new PhraseIndex(List.of(new Entry("a", "b", ""), new Entry("b", "a a", "")));
        assertThat(said(circle, "a b")).isEqualTo("b a a");
    }

    @Test
    void phonemes_come_with_the_word_for_engines_that_do_not_know_them() {
        PhraseIndex index = new PhraseIndex(
                List.of(new Entry("Wy", "", "wa\u026a"), new Entry("St", "Saint", ""), new Entry("Ay", "eye", "a\u026a")));
        assertThat(parts(index, "St Ay.")).containsExactly(new SpokenPart("Saint "), new SpokenPart("eye", "ipa", "a\u026a"),
                new SpokenPart("."));
        assertThat(parts(index, "St Wy, Wy")).containsExactly(new SpokenPart("Saint "), new SpokenPart("Wy", "ipa", "wa\u026a"),
                new SpokenPart(", "), new SpokenPart("Wy", "ipa", "wa\u026a"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"Number A-023, please|Number <A-023>, please", "B12 and AB7|<B12> and <AB7>",
            "请A023号到3号窗口|请<A023>号到3号窗口",
            "A1-A9|A1-A9", "A-1/2|A-1/2", "A1.5 B2.|A1.5 <B2>.", "COVID-19 xA1 A1x|COVID-19 xA1 A1x", "A-|A-", "ABCD1|ABCD1",
            "A1234567|A1234567", "a1 23|a1 23", "(C3)|(<C3>)", "St A1|Saint <A1>"})
    void tickets_are_found_in_texts(String text, String found) {
        List<SpokenPart> parts = new TextPass(INDEX, Optional.of(id -> "<" + id + ">")).run(text);
        assertThat(parts.stream().map(SpokenPart::text).collect(Collectors.joining())).isEqualTo(found);
    }

    /** Compared with the plainest way: each entry tried at each place. */
    @Test
    void it_finds_what_a_search_by_hand_finds_and_loses_nothing() {
        Random random = new Random(5);
        for (int round = 0; round < 2_000; round++) {
            List<Entry> entries = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                String written = letters(random, 1 + random.nextInt(4)).strip();
                if (!written.isEmpty() && entries.stream().noneMatch(e -> e.written().equals(written))) {
                    entries.add(new Entry(written, "<" + written + ">", ""));
                }
            }
            String text = letters(random, 20);
            assertThat(said(new PhraseIndex(entries), text)).as("%s in \"%s\"", entries, text).isEqualTo(byHand(entries, text));
        }
    }

    private static String letters(Random random, int length) {
        return random.ints(length, 0, 6).mapToObj(i -> "ab c\u91cd-".substring(i, i + 1)).collect(Collectors.joining());
    }

    private static String byHand(List<Entry> entries, String text) {
        StringBuilder out = new StringBuilder();
        int i = 0;
        while (i < text.length()) {
            int at = i;
            Entry best = entries.stream().filter(e -> text.startsWith(e.written(), at) && PhraseIndex.isBoundary(text, at)
                    && PhraseIndex.isBoundary(text, at + e.written().length())).max((a, b) -> a.written().length() - b.written().length())
                    .orElse(null);
            out.append(best == null ? text.substring(i, i + 1) : best.alias());
            i += best == null ? 1 : best.written().length();
        }
        return out.toString();
    }

    static Stream<InputCost> inputs() {
        PhraseIndex index = new PhraseIndex(List.of(new Entry("a " + "a ".repeat(48) + "b", "x", ""), new Entry("a", "one", ""),
                new Entry("\u91cd".repeat(99) + "x", "y", "")));
        InputCost.Parser words = text -> parts(index, text);
        InputCost.Parser tickets = text -> new TextPass(index, Optional.of(id -> id)).run(text);
        return Stream.of(new InputCost("nearly the longest entry", words, "", "a ", ""),
                new InputCost("nearly the longest Chinese entry", words, "", "\u91cd", ""), new InputCost("letters", words, "", "a", ""),
                new InputCost("marks", words, "a", "\u0301", ""), new InputCost("spaces", words, "", " ", ""),
                new InputCost("tickets", tickets, "", "A1 ", ""), new InputCost("capitals", tickets, "", "A", ""),
                new InputCost("digits", tickets, "A", "1", ""), new InputCost("hyphens", tickets, "", "A-", "1"));
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void a_text_costs_its_length(InputCost input) {
        input.check(2_000);
    }

    @Test
    void without_a_lexicon_a_text_is_what_it_was() {
        assertThat(Lexicons.NONE.spoken("Main St", Locale.UK, Optional.empty())).containsExactly(new SpokenPart("Main St"));
    }
}
