package announcer.engine.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import announcer.testing.ticket.GoldenTickets;

/** A ticket's words reach every speech engine as they are: the engine's own reading of figures, signs and sentence ends changes nothing of them. */
class GoldenTicketsTest {
    @ParameterizedTest
    @ValueSource(strings = {"en", "de", "zh"})
    void words_of_tickets_are_given_as_they_are(String language) {
        String template = switch (language) {
            case "en" -> "%s, please go to counter three.";
            case "de" -> "%s, bitte zu Schalter drei.";
            default -> "\u8bf7%s\u5230\u4e09\u53f7\u7a97\u53e3\u3002";
        };
        Locale locale = Locale.forLanguageTag(language);
        for (GoldenTickets row : GoldenTickets.of(language)) {
            String call = template.formatted(row.words());
            assertThat(Said.plain(SpeechDocument.plain(call), locale)).as(row.id()).isEqualTo(call);
        }
    }
}
