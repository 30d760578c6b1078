package announcer.lexicon.ticket;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import announcer.api.lexicon.TicketCall;
import announcer.api.lexicon.TicketGrammar;
import announcer.lexicon.locale.Languages;
import announcer.lexicon.ticket.IdParts.Kind;
import announcer.lexicon.ticket.IdParts.Part;
import announcer.lib.text.Excerpt;

/** The grammars in force: the built-in ones, and over them the configured ones as they come and go. Any thread. */
public final class Grammars implements TicketGrammar {
    private static final int EXCERPT = 80;
    /** A counter with more is a name. */
    private static final int LONGEST_COUNTER = 8;
    private static final int MOST_COUNTER_LETTERS = 2;

    /** By PID, so that of two for one language the first one stays. */
    private final Map<String, Grammar> configured = new TreeMap<>();
    private volatile Map<Locale, Grammar> byLocale = Map.of();

    /** Takes the grammar of a configuration, or another one of the same. */
    public void put(String pid, Grammar grammar) {
        change(() -> configured.put(pid, grammar));
    }

    /** A configuration has gone. */
    public void remove(String pid) {
        change(() -> configured.remove(pid));
    }

    private void change(Runnable change) {
        synchronized (configured) {
            change.run();
            Map<Locale, Grammar> next = new LinkedHashMap<>();
            configured.values().forEach(g -> next.putIfAbsent(g.locale(), g));
            byLocale = Map.copyOf(next);
        }
    }

    /** PID of the configuration that a language has. */
    public Optional<String> owner(Locale locale) {
        synchronized (configured) {
            return configured.entrySet().stream().filter(e -> e.getValue().locale().equals(locale)).map(Map.Entry::getKey).findFirst();
        }
    }

    /** The configured one of this very language and country, or of the language; else what is built in. */
    Grammar grammar(Locale locale) {
        Map<Locale, Grammar> now = byLocale;
        for (Locale candidate : Languages.chain(locale)) {
            Grammar found = now.get(candidate);
            if (found != null) {
                return found;
            }
        }
        return BuiltInGrammars.of(Languages.usual(locale));
    }

    /** Whether tickets are looked for in texts of this language. */
    public boolean inTexts(Locale locale) {
        return grammar(locale).inTexts();
    }

    /** Its words without what the form of tickets puts around them: the text in which it stands has that already. */
    public String bareWords(String id, Locale locale) {
        return new TicketSpeller(grammar(locale)).words(parts("ticket", id));
    }

    @Override
    public String ticket(String id, Locale locale) {
        return grammar(locale).ticketForm().replace(Grammar.ID, bareWords(id, locale));
    }

    @Override
    public String counter(String id, Locale locale) {
        List<Part> parts = parts("counter", id);
        if (!isNumbered(parts)) {
            return id.strip();
        }
        Grammar grammar = grammar(locale);
        return grammar.counterForm().replace(Grammar.ID, new TicketSpeller(grammar.forCounters()).words(parts));
    }

    /** "3", "A3", "B-12": what is no name. */
    private static boolean isNumbered(List<Part> parts) {
        int length = 0;
        for (Part part : parts) {
            length += part.text().length();
            boolean name = part.kind() == Kind.WORD
                    || part.kind() == Kind.LETTERS && part.text().codePointCount(0, part.text().length()) > MOST_COUNTER_LETTERS;
            if (name || length > LONGEST_COUNTER) {
                return false;
            }
        }
        return true;
    }

    private static List<Part> parts(String what, String id) {
        if (id.length() > LONGEST_ID) {
            throw new IllegalArgumentException("the " + what + " " + Excerpt.quoted(id, EXCERPT) + " has " + id.length() + " characters; "
                    + LONGEST_ID + " are allowed");
        }
        List<Part> parts = IdParts.of(id);
        if (!IdParts.isSpoken(parts)) {
            throw new IllegalArgumentException("the " + what + " is " + Excerpt.quoted(id, EXCERPT)
                    + "; it must have a letter or a digit, such as A-023");
        }
        return parts;
    }

    @Override
    public String template(Locale locale) {
        return grammar(locale).template();
    }

    @Override
    public String render(String template, TicketCall values, Locale locale) {
        StringBuilder out = new StringBuilder();
        for (Template.Piece piece : Template.of(template).pieces()) {
            out.append(piece.text());
            piece.value().ifPresent(value -> out.append(switch (value) {
                case TICKET -> ticket(given("ticket", values.ticket()), locale);
                case COUNTER -> counter(given("counter", values.counter()), locale);
                case SERVICE -> given("service", values.service()).strip();
            }));
        }
        return out.toString();
    }

    private static String given(String name, String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException("the template names {" + name + "}, but no " + name + " is given");
        }
        return value;
    }

    @Override
    public void check(String template) {
        Template.of(template);
    }
}
