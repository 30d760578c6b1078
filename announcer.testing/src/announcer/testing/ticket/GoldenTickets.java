package announcer.testing.ticket;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * The golden table of a language: English, German and Chinese, at least 60 tickets each.
 *
 * @param id the ticket as it is printed
 * @param words how it is said
 * @param given what speech engines are given for the words, see the table's head; {@link #REFUSED} where a voice refuses them
 */
public record GoldenTickets(String id, String words, List<String> given) {
    /** How many tickets each language has at least. */
    public static final int LEAST = 60;
    public static final String REFUSED = "-";
    public static final List<String> LANGUAGES = List.of("en", "de", "zh");

    /** The rows of a language, in the table's order. */
    public static List<GoldenTickets> of(String language) {
        List<GoldenTickets> rows = new ArrayList<>();
        try (InputStream in = Objects.requireNonNull(GoldenTickets.class.getResourceAsStream("tickets-" + language + ".tsv"), language)) {
            new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().filter(line -> !line.startsWith("# ")).forEach(line -> {
                String[] columns = line.split("\t", -1);
                rows.add(new GoldenTickets(columns[0], columns[1], List.copyOf(Arrays.asList(columns).subList(2, columns.length))));
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rows;
    }
}
