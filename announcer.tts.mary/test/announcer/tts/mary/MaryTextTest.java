package announcer.tts.mary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

import announcer.api.audio.PcmFormat;
import announcer.api.speech.Prosody;
import announcer.api.speech.SpeechRequest;
import announcer.api.speech.UnspeakableTextException;
import announcer.api.speech.Voice;
import announcer.testing.ticket.GoldenTickets;
import announcer.tts.mary.Part.Words;

/** The words that MaryTTS itself makes of a text: none is lost. */
@Timeout(300)
class MaryTextTest {
    private static final Voice GERMAN = new Voice("mary", "stimme", Locale.GERMANY, new PcmFormat(48_000, 1));
    private static Voice voice;

    @BeforeAll
    static void load() throws Exception {
        voice = new VoiceCatalogue(MaryTextTest.class.getClassLoader()).voices().get(0);
        assertThat(new MaryNarrator().load(() -> false)).isTrue();
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
            ¥100 | one hundred yen
            555-123-4567 | five five five one two three four five six seven
            A-023 | ay zero two three
            1,234.56 | one thousand two hundred thirty four point five six
            1,000,000.50 | one million point five zero
            20:34 or 18:06 or 00:15 | twenty thirty four or eighteen oh six or zero zero fifteen
            Number 007 | number zero zero seven
            25.12.2026 | december twenty five twenty twenty six
            20°C | twenty degrees celsius
            50% | fifty percent
            info@example.com. | info at example dot com
            10-12 | ten to twelve
            Gate 5 - now | gate five now
            """)
    void no_token_is_lost(String text, String words) throws Exception {
        assertThat(String.join(" ", words(text)).toLowerCase(Locale.ROOT)).isEqualTo(words);
    }

    /** What MaryTTS is given for the words of a ticket: the third column of the golden table. */
    @Test
    void words_of_tickets_are_given_as_the_table_has_them() throws Exception {
        for (GoldenTickets row : GoldenTickets.of("en")) {
            String given = row.given().get(0);
            if (!given.equals(GoldenTickets.REFUSED)) {
                assertThat(MaryText.prepared(voice, List.of(part(row.words())))).as(row.words()).containsExactly(part(given));
            }
        }
    }

    @Test
    void a_token_that_it_cannot_say_is_named() {
        assertThatThrownBy(() -> words("Hello 你好 42")).isInstanceOf(UnspeakableTextException.class).hasMessageContaining("\"你好\"")
                .hasMessageContaining(voice.id());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\u0001', textBlock = """
            Schalter (B) 5 | Schalter, B, 5
            Nummer 5) bitte | Nummer 5, bitte
            (Bitte) kommen. | \001 Bitte, kommen.\001
            Schalter (B). | Schalter, B.
            (B) Schalter | \001 B, Schalter\001
            , bitte | , bitte
            ,(bitte) | , bitte
            Müller zahlt 5 € & geht | Müller zahlt 5 € & geht
            """)
    void another_language_gets_no_english_words(String text, String prepared) throws Exception {
        assertThat(MaryText.prepared(GERMAN, List.of(part(text)))).containsExactly(part(prepared));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Schalter \uD840\uDC00 drei", "\uD835\uDC00 5"})
    void a_letter_that_would_be_cut_in_halves_is_refused(String text) {
        assertThatThrownBy(() -> MaryText.prepared(GERMAN, List.of(part(text)))).isInstanceOf(UnspeakableTextException.class)
                .hasMessageContaining("mary/stimme");
    }

    @Test
    void a_token_is_spelled_where_it_stands_alone() {
        assertThat(MaryText.spelled(voice, List.of(part("15 or 5, not 5a")), Set.of("5"))).containsExactly(part("15 or five, not 5a"));
        assertThat(MaryText.spelled(GERMAN, List.of(part("XY (XYZ) XY")), Set.of("XY"))).containsExactly(part("X Y (XYZ) X Y"));
    }

    @Test
    void a_comma_at_the_edge_of_a_part_stays_between_the_parts() throws Exception {
        assertThat(MaryText.prepared(GERMAN, List.of(part("fünf"), part(", bitte"), part("(B) jetzt"))))
                .containsExactly(part("fünf"), part(", bitte"), part(" B, jetzt"));
    }

    @Test
    void of_several_tokens_the_one_is_named_that_spelling_does_not_mend() {
        Set<String> unspoken = new LinkedHashSet<>(List.of("XY", "жд", "щ"));
        assertThat(MaryText.hopeless(GERMAN, unspoken, Set.of("д", "щ"))).isEqualTo("жд");
        assertThat(MaryText.hopeless(GERMAN, unspoken, Set.of("?!"))).isEqualTo("?!");
    }

    /** The rule for its spelling would make "l aU" of it. */
    @Test
    void a_word_with_phonemes_has_these_sounds_and_stands_in_its_sentence() throws Exception {
        List<String> sounds = sounds("Go to <phoneme alphabet=\"ipa\" ph=\"ˈlʌfbərə\">Loughborough</phoneme>, please.");
        assertThat(sounds).containsExactly("g @U", "t u", "l V f b r= @", "p l i z");
        assertThat(sounds("<phoneme ph=\"siː.kwəl\">SQL</phoneme> 5")).containsExactly("s i k w @ l", "f AI v");
    }

    @Test
    void a_word_whose_sounds_the_voice_has_not_is_said_as_it_is_written() throws Exception {
        assertThat(sounds("Go to <phoneme alphabet=\"ipa\" ph=\"ˈtsyːʁɪç\">Zurich</phoneme>")).hasSize(3).last().isEqualTo("z U r I k");
        assertThat(sounds("Go to <phoneme alphabet=\"x-sampa\" ph=\"wAI\">Zurich</phoneme>")).last().isEqualTo("z U r I k");
        Part.Sounds german = new Part.Sounds(part("Wien"), "viːn");
        assertThat(MaryText.prepared(GERMAN, List.of(german))).containsExactly(part("Wien"));
    }

    private static List<String> sounds(String inner) throws Exception {
        String ssml = "<speak version=\"1.1\" xmlns=\"http://www.w3.org/2001/10/synthesis\" xml:lang=\"en-US\">" + inner + "</speak>";
        List<String> sounds = new ArrayList<>();
        for (Document document : MaryNarrator
                .allophones(new SpeechRequest(voice, "x", Optional.of(ssml), Prosody.NEUTRAL, Duration.ofMinutes(1)))) {
            NodeList tokens = document.getElementsByTagName("t");
            for (int i = 0; i < tokens.getLength(); i++) {
                NodeList phones = ((Element) tokens.item(i)).getElementsByTagName("ph");
                List<String> word = new ArrayList<>();
                for (int k = 0; k < phones.getLength(); k++) {
                    word.add(((Element) phones.item(k)).getAttribute("p"));
                }
                if (!word.isEmpty()) {
                    sounds.add(String.join(" ", word));
                }
            }
        }
        return sounds;
    }

    private static Words part(String text) {
        return new Words(text, Prosody.NEUTRAL, "");
    }

    private static List<String> words(String text) throws Exception {
        return MaryNarrator.words(new SpeechRequest(voice, text, Duration.ofMinutes(1)));
    }
}
