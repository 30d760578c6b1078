package announcer.lexicon;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import announcer.lexicon.ticket.GrammarParser;

/** A configuration of {@link TicketConfig} as it is written: as the component gets it, and as a form that is being checked has it. */
final class TicketSettings {
    private TicketSettings() {
    }

    static GrammarParser.Written of(TicketConfig c) {
        return new GrammarParser.Written(text(c.language()), text(c.letters()), text(c.digits()), c.longestNumber(), c.groupSize(),
                c.leadingZeros(), text(c.order()), c.names() == null ? List.of() : Arrays.asList(c.names()), text(c.ticketForm()),
                text(c.counterForm()), text(c.template()), c.inTexts());
    }

    /** What is missing has its default. */
    static GrammarParser.Written of(Map<String, Object> values) {
        return new GrammarParser.Written(string(values, "language", ""), string(values, "letters", "SPELLED"),
                string(values, "digits", "NUMBER"), number(values, "longestNumber", 2), number(values, "groupSize", 2),
                !"false".equals(string(values, "leadingZeros", "true")), string(values, "order", "AS_WRITTEN"),
                strings(values.get("names")), string(values, "ticketForm", ""), string(values, "counterForm", ""),
                string(values, "template", ""), "true".equals(string(values, "inTexts", "false")));
    }

    private static String text(String value) {
        return Objects.requireNonNullElse(value, "");
    }

    private static String string(Map<String, Object> values, String key, String otherwise) {
        return String.valueOf(values.getOrDefault(key, otherwise));
    }

    private static int number(Map<String, Object> values, String key, int otherwise) {
        return values.get(key) instanceof Number n ? n.intValue() : otherwise;
    }

    private static List<String> strings(Object value) {
        if (value instanceof Collection<?> many) {
            return many.stream().map(String::valueOf).toList();
        }
        if (value instanceof Object[] many) {
            return Arrays.stream(many).map(String::valueOf).toList();
        }
        return value == null ? List.of() : List.of(String.valueOf(value));
    }
}
