package announcer.lexicon.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import announcer.testing.ticket.GoldenTickets;

/** How tickets are said without any configuration; what becomes of the words in the engine and in each speech engine is tested there, with the same tables. */
class TicketGoldenTest {
    @ParameterizedTest
    @ValueSource(strings = {"en", "de", "zh"})
    void tickets_are_said_as_the_table_has_them(String language) {
        Grammars grammars = new Grammars();
        Locale locale = Locale.forLanguageTag(language);
        List<GoldenTickets> rows = GoldenTickets.of(language);
        Map<String, String> said = rows.stream().collect(Collectors.toMap(GoldenTickets::id, r -> grammars.ticket(r.id(), locale)));
        assertThat(said).hasSizeGreaterThanOrEqualTo(GoldenTickets.LEAST)
                .isEqualTo(rows.stream().collect(Collectors.toMap(GoldenTickets::id, GoldenTickets::words)));
    }
}
