package announcer.testing;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import announcer.api.lexicon.Lexicon;
import announcer.api.lexicon.LexiconFile;
import announcer.api.lexicon.SpokenPart;
import announcer.api.lexicon.TicketCall;
import announcer.api.lexicon.TicketGrammar;

/** A lexicon that knows "Wy", by its phonemes, and tickets in angle brackets. Safe for use by several threads. */
public final class FakeLexicon implements Lexicon, TicketGrammar {
    /** How "Wy" is pronounced. */
    public static final SpokenPart WY = new SpokenPart("Wy", "ipa", "wa\u026a");

    @Override
    public List<SpokenPart> spoken(String text, Locale locale) {
        int at = text.indexOf(WY.text());
        return at < 0
                ? List.of(new SpokenPart(text))
                : List.of(new SpokenPart(text.substring(0, at)), WY, new SpokenPart(text.substring(at + WY.text().length())));
    }

    @Override
    public List<LexiconFile> files() {
        return List.of(
                new LexiconFile("en.tsv", Optional.of(Locale.ENGLISH), 2, 0, Optional.of(Instant.parse("2026-11-22T12:00:00Z")),
                        Optional.empty()),
                new LexiconFile("x.pls", Optional.empty(), 0, 0, Optional.empty(),
                        Optional.of("line 1: it is not whole; it is not in use")));
    }

    @Override
    public String ticket(String id, Locale locale) {
        return "<" + id + " in " + locale.toLanguageTag() + ">";
    }

    @Override
    public String counter(String id, Locale locale) {
        return "counter <" + id + ">";
    }

    @Override
    public String template(Locale locale) {
        return "{ticket}: {counter}";
    }

    @Override
    public String render(String template, TicketCall values, Locale locale) {
        check(template);
        return template.replace("{ticket}", ticket(values.ticket(), locale)).replace("{counter}", counter(values.counter(), locale))
                .replace("{service}", values.service());
    }

    @Override
    public void check(String template) {
        if (template.isBlank()) {
            throw new IllegalArgumentException("the template is empty");
        }
    }
}
