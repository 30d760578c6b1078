package announcer.lexicon;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

import announcer.api.lexicon.Lexicon;
import announcer.api.lexicon.LexiconFile;
import announcer.api.lexicon.SpokenPart;
import announcer.lexicon.ticket.Grammars;
import announcer.lexicon.word.Lexicons;

/** Answers by what was read last. Any thread. */
final class LexiconService implements Lexicon {
    private final Grammars grammars;
    private volatile Lexicons lexicons = Lexicons.NONE;

    LexiconService(Grammars grammars) {
        this.grammars = grammars;
    }

    void use(Lexicons read) {
        lexicons = read;
    }

    @Override
    public List<SpokenPart> spoken(String text, Locale locale) {
        if (locale.getLanguage().isEmpty() || text.isEmpty()) {
            return List.of(new SpokenPart(text));
        }
        Optional<UnaryOperator<String>> tickets = grammars.inTexts(locale)
                ? Optional.of(id -> grammars.bareWords(id, locale))
                : Optional.empty();
        return lexicons.spoken(text, locale, tickets);
    }

    @Override
    public List<LexiconFile> files() {
        return lexicons.files();
    }
}
