package announcer.tts.mary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;

import javax.xml.stream.XMLStreamException;

import org.junit.jupiter.api.Test;

import announcer.api.speech.Prosody;
import announcer.tts.mary.Part.Pause;
import announcer.tts.mary.Part.Words;

/** The preparation of a text for MaryTTS. */
class PartsTest {
    private static final String SSML = "<speak version=\"1.1\" xmlns=\"http://www.w3.org/2001/10/synthesis\" xml:lang=\"en-US\">%s</speak>";

    @Test
    void characters_that_xml_cannot_hold_are_removed_and_long_words_are_cut() {
        assertThat(CleanText.of("a\u0000b\u0007 c\uD800d\uFFFFe\uD83D\uDE80f  g\u00a0h\t\r\ni")).isEqualTo("a b c d e f g h i");
        assertThat(CleanText.of("x".repeat(100)).split(" "))
                .allSatisfy(w -> assertThat(w).hasSizeLessThanOrEqualTo(CleanText.LONGEST_WORD));
        assertThat(CleanText.of("a 1234567890123456 b")).isEqualTo("a 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 b");
        assertThat(CleanText.tame("on 31.02.2027, 3 of 4")).isEqualTo("on 31 02 2027, 3 of 4");
        assertThat(CleanText.of("5 < 6 & 7 > 2")).isEqualTo("5 < 6 & 7 > 2");
    }

    @Test
    void prosody_is_multiplied_through_all_levels() throws Exception {
        List<Part> parts = SsmlPartReader.read(SSML.formatted(
                "one <prosody rate=\"150%\" pitch=\"+50%\">two <prosody rate=\"50%\">three</prosody></prosody> four <emphasis>five</emphasis>"),
                new Prosody(2, 1, 1));
        assertThat(parts).containsExactly(words("one ", 2, 1), words("two ", 3, 1.5), words("three", 1.5, 1.5), words(" four ", 2, 1),
                new Words("five", new Prosody(1.8, 1.1, 1), "word"));
    }

    @Test
    void a_word_with_phonemes_is_a_part_of_its_own_within_its_sentence() throws Exception {
        List<Part> parts = SsmlPartReader.read(SSML.formatted(
                "To <emphasis><phoneme alphabet=\"ipa\" ph=\"waɪ\">Wy</phoneme></emphasis>, now. <phoneme ph=\"x\">A</phoneme><phoneme alphabet=\"x-y\" ph=\"z\">B</phoneme>"),
                Prosody.NEUTRAL);
        Part.Sounds wy = new Part.Sounds(new Words("Wy", new Prosody(0.9, 1.1, 1), "word"), "waɪ");
        Part.Sounds a = new Part.Sounds(words("A", 1, 1), "x");
        assertThat(parts).containsExactly(words("To ", 1, 1), wy, words(", now. ", 1, 1), a, words("B", 1, 1));
        assertThat(Pieces.of(parts, Locale.US)).containsExactly(List.of(words("To ", 1, 1), wy, words(", now. ", 1, 1)),
                List.of(a, words("B", 1, 1)));
    }

    @Test
    void pauses_at_the_ends_of_a_sentence_stand_alone_and_those_within_stay() throws Exception {
        List<Part> parts = SsmlPartReader.read(
                SSML.formatted("<break time=\"100ms\"/>One <break time=\"0.2s\"/>two.<break time=\"300ms\"/> Three."),
                Prosody.NEUTRAL);
        assertThat(Pieces.of(parts, Locale.US)).containsExactly(List.of(new Pause(100)),
                List.of(words("One ", 1, 1), new Pause(200), words("two.", 1, 1)), List.of(new Pause(300)),
                List.of(words(" Three.", 1, 1)));
    }

    @Test
    void a_sentence_over_several_parts_stays_one_and_a_long_one_is_cut_between_words() throws Exception {
        List<Part> parts = SsmlPartReader.read(SSML.formatted("Go to <emphasis>three</emphasis> now. " + "word ".repeat(200)),
                Prosody.NEUTRAL);
        List<List<Part>> pieces = Pieces.of(parts, Locale.US);
        assertThat(pieces.get(0)).hasSize(3);
        StringBuilder all = new StringBuilder();
        for (List<Part> piece : pieces) {
            int length = piece.stream().mapToInt(p -> ((Words) p).text().length()).sum();
            assertThat(length).isBetween(1, Pieces.LONGEST);
            piece.forEach(p -> all.append(((Words) p).text()).append(' '));
        }
        assertThat(all.toString().split("\\s+")).hasSize(204).filteredOn("word"::equals).hasSize(200);
    }

    @Test
    void a_document_that_is_no_xml_or_brings_entities_along_is_refused() {
        assertThatThrownBy(() -> SsmlPartReader.read("<speak>", Prosody.NEUTRAL)).isInstanceOf(XMLStreamException.class);
        assertThatThrownBy(() -> SsmlPartReader.read("<!DOCTYPE s [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><speak>&e;</speak>",
                Prosody.NEUTRAL)).isInstanceOf(XMLStreamException.class);
    }

    private static Words words(String text, double rate, double pitch) {
        return new Words(text, new Prosody(rate, pitch, 1), "");
    }
}
