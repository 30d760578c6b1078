package announcer.lexicon.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    private static List<Row> rows(String language) throws IOException {
        List<Row> rows = new ArrayList<>();
        try (InputStream in = TicketGoldenTest.class.getResourceAsStream("tickets-" + language + ".tsv")) {
            new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8).lines().filter(l -> !l.startsWith("# "))
                    .map(l -> l.split("\t", -1)).forEach(l -> rows.add(new Row(l[0], l[1])));
        }
        return rows;
    }
}
