package announcer.lexicon.ticket;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import announcer.api.lexicon.TicketGrammar;

/** A template of a call, read once. Immutable. */
final class Template {
    /** What a template can name. */
    enum Value {
        TICKET("{ticket}"), COUNTER("{counter}"), SERVICE("{service}");

        private final String written;

        Value(String written) {
            this.written = written;
        }
    }

    /** Text, and the value behind it; the last one has none. */
    record Piece(String text, Optional<Value> value) {}

    private final List<Piece> pieces;

    private Template(List<Piece> pieces) {
        this.pieces = List.copyOf(pieces);
    }

    /** @throws IllegalArgumentException when it is none; the message says what to do */
    static Template of(String template) {
        if (template.isBlank()) {
            throw new IllegalArgumentException("the template is empty; give what is said, such as \"{ticket}, please go to {counter}\"");
        }
        if (template.length() > TicketGrammar.LONGEST_TEMPLATE) {
            throw new IllegalArgumentException("the template has " + template.length() + " characters; "
                    + TicketGrammar.LONGEST_TEMPLATE + " are allowed");
        }
        List<Piece> pieces = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < template.length(); i++) {
            char c = template.charAt(i);
            if (c == '}') {
                throw new IllegalArgumentException("the template has a closing brace at character " + (i + 1)
                        + " that closes nothing; take it out, or write {ticket}, {counter} or {service}");
            }
            if (c == '{') {
                Value value = value(template, i);
                pieces.add(new Piece(template.substring(from, i), Optional.of(value)));
                i += value.written.length() - 1;
                from = i + 1;
            }
        }
        pieces.add(new Piece(template.substring(from), Optional.empty()));
        return new Template(pieces);
    }

    private static Value value(String template, int at) {
        for (Value value : Value.values()) {
            if (template.startsWith(value.written, at)) {
                return value;
            }
        }
        int end = template.indexOf('}', at);
        String written = end < 0 || end - at > 20 ? "an opening brace" : template.substring(at, end + 1);
        throw new IllegalArgumentException("the template has " + written + " at character " + (at + 1)
                + "; it can name {ticket}, {counter} and {service}, and hold no other braces");
    }

    List<Piece> pieces() {
        return pieces;
    }
}
