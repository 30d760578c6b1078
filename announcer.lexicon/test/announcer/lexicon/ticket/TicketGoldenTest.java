package announcer.lexicon.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import announcer.api.audio.PcmFormat;
import announcer.api.speech.Voice;
import announcer.lib.pronunciation.EnglishText;
import announcer.lib.pronunciation.LetterA;

/** How tickets are said without any configuration: the tables beside this class were written by hand. */
class TicketGoldenTest {
    private static final int LEAST = 60;

    private record Row(String id, String words) {}

    @ParameterizedTest
    @ValueSource(strings = {"en", "de", "zh"})
    void tickets_are_said_as_the_table_has_them(String language) throws IOException {
        List<Row> rows = rows(language);
        Grammars grammars = new Grammars();
        List<Row> said = rows.stream().map(r -> new Row(r.id(), grammars.ticket(r.id(), Locale.forLanguageTag(language)))).toList();
        assertThat(said).isEqualTo(rows).hasSizeGreaterThanOrEqualTo(LEAST);
    }

    /** What FreeTTS and MaryTTS get, and with another word for the A espeak-ng: an A by itself would be heard as the article. */
    @Test
    void engines_of_english_are_given_every_word_and_the_letter_a_by_its_name() throws Exception {
        Voice voice = new Voice("test", "voice", Locale.US, new PcmFormat(16_000, 1));
        for (Row row : rows("en")) {
            String text = row.words() + ", please go to counter A.";
            if (text.chars().allMatch(c -> c < 0x80)) {
                String named = text.replaceAll("\\bA\\b", "ay");
                assertThat(EnglishText.of(voice, text)).isEqualTo(named);
                assertThat(LetterA.named(text, "ay")).isEqualTo(named);
            }
        }
    }

    private static List<Row> rows(String language) throws IOException {
        List<Row> rows = new ArrayList<>();
        try (InputStream in = TicketGoldenTest.class.getResourceAsStream("tickets-" + language + ".tsv")) {
            new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8).lines().filter(l -> !l.startsWith("# "))
                    .map(l -> l.split("\t", -1)).forEach(l -> rows.add(new Row(l[0], l[1])));
        }
        return rows;
    }
}
