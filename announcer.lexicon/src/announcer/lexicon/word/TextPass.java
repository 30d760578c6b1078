package announcer.lexicon.word;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

import announcer.api.lexicon.SpokenPart;
import announcer.lexicon.ticket.TicketFinder;

/** One pass over a text from left to right: at each word the longest entry, then a ticket, else the word as it is. One use. */
final class TextPass {
    private final PhraseIndex entries;
    private final Optional<UnaryOperator<String>> tickets;
    private final List<SpokenPart> parts = new ArrayList<>();
    private final StringBuilder plain = new StringBuilder();
    private boolean replaced;

    /** @param tickets says a ticket; empty: tickets are not looked for */
    TextPass(PhraseIndex entries, Optional<UnaryOperator<String>> tickets) {
        this.entries = entries;
        this.tickets = tickets;
    }

    List<SpokenPart> run(String text) {
        if (entries.isEmpty() && tickets.isEmpty()) {
            return List.of(new SpokenPart(text));
        }
        int i = 0;
        while (i < text.length()) {
            Optional<Entry> entry = entries.longestAt(text, i);
            int ticket = entry.isEmpty() && tickets.isPresent() ? TicketFinder.end(text, i) : i;
            if (entry.isPresent()) {
                int end = i + entry.get().written().length();
                say(entry.get(), text.substring(i, end));
                i = end;
            } else if (ticket > i) {
                replace(tickets.get().apply(text.substring(i, ticket)));
                i = ticket;
            } else {
                separate(text.codePointAt(i));
                replaced = false;
                plain.append(text.charAt(i++));
            }
        }
        endPlain();
        return parts;
    }

    private void say(Entry entry, String written) {
        if (entry.hasPhonemes()) {
            String otherwise = entry.alias().isEmpty() ? written : entry.alias();
            separate(otherwise.codePointAt(0));
            endPlain();
            parts.add(new SpokenPart(otherwise, Entry.ALPHABET, entry.phonemes()));
        } else {
            replace(entry.alias());
        }
    }

    private void replace(String words) {
        replaced = true;
        separate(words.codePointAt(0));
        plain.append(words);
    }

    /** What was two words is not to become one: "Dr.Smith" with "Dr." as "Doctor". */
    private void separate(int next) {
        if (replaced && !plain.isEmpty() && PhraseIndex.runTogether(plain.codePointBefore(plain.length()), next)) {
            plain.append(' ');
        }
    }

    private void endPlain() {
        if (!plain.isEmpty()) {
            parts.add(new SpokenPart(plain.toString()));
            plain.setLength(0);
        }
        replaced = false;
    }
}
