package announcer.tts.freetts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import announcer.api.speech.UnspeakableTextException;
import announcer.testing.ticket.GoldenTickets;

/** The words that FreeTTS itself makes of a text: none is lost. */
class FreeTtsTextTest {
    private static KevinSpeaker speaker;

    @BeforeAll
    static void load() throws InterruptedException {
        speaker = (KevinSpeaker) new KevinVoices().load(KevinVoices.KEVIN);
    }

    @AfterAll
    static void dispose() {
        speaker.dispose();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\u0001', textBlock = """
            Number #42, please | number number forty two please
            Gate (B) 5 | gate b five
            Please, number 5) go to 3 | please number five go to three
            ) 1 | one
            Müller | muller
            Café | cafe
            Señor | senor
            €5.50 | five euros fifty cents
            $5 million | five million dollars
            555-123-4567 | five five five one two three four five six seven
            A-023 | ay zero two three
            Number 007 | number zero zero seven
            Number 00, please | number zero zero please
            B10005 | b one zero zero zero five
            Gate CA 12 | gate c ay twelve
            Gate CA12 | gate c ay twelve
            OK, Miss Hill | ok miss hill
            20:34 or 18:00 or 00:15 | twenty thirty four or eighteen oclock or zero zero fifteen
            Passenger Al. | passenger al
            The code is CA, thank you | the code is c ay thank you
            Hi Al | hi al
            GATE 5 OR 6 | gate five or six
            Austin, TX | austin texas
            ST 12 | s t twelve
            Dr. Smith | doctor smith
            20°C | twenty degrees celsius
            50% | fifty percent
            info@example.com | info at example dot com
            10-12 | ten to twelve
            9:05 | nine oh five
            """)
    void no_token_is_lost(String text, String words) throws Exception {
        assertThat(String.join(" ", speaker.wording().of(KevinVoices.KEVIN, text).words())).isEqualTo(words);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Hello 你好 42", "Привет"})
    void a_token_that_it_cannot_say_is_named(String text) {
        assertThatThrownBy(() -> speaker.wording().of(KevinVoices.KEVIN, text)).isInstanceOf(UnspeakableTextException.class)
                .hasMessageContaining(text.contains(" ") ? "\"你好\"" : "\"Привет\"").hasMessageContaining("freetts/kevin");
    }

    @Test
    void a_text_without_words_is_nothing() throws Exception {
        assertThat(speaker.wording().of(KevinVoices.KEVIN, " ... \uD83D\uDE00 ").text()).isEmpty();
    }

    /** What FreeTTS is given for the words of a ticket: the third column of the golden table. */
    @Test
    void words_of_tickets_are_given_as_the_table_has_them() throws Exception {
        for (GoldenTickets row : GoldenTickets.of("en")) {
            String given = row.given().get(0);
            if (!given.equals(GoldenTickets.REFUSED)) {
                assertThat(speaker.wording().of(KevinVoices.KEVIN, row.words()).text()).as(row.words()).isEqualTo(given);
            }
        }
    }
}
