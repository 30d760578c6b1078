package announcer.lexicon.word;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

import announcer.api.lexicon.LexiconFile;
import announcer.api.lexicon.SpokenPart;
import announcer.lexicon.locale.Languages;

/** All lexicons as they were read at one time. Any thread. */
public final class Lexicons {
    /** Before anything was read. */
    public static final Lexicons NONE = new Lexicons(List.of(), List.of());

    private final List<LexiconFile> files;
    /** By language; of two files for one the first by name comes first. */
    private final Map<Locale, List<LexiconContent>> contents = new HashMap<>();
    /** By the languages whose lexicons hold for a text: few, whatever languages texts are in. */
    private final Map<List<Locale>, PhraseIndex> indexes = new ConcurrentHashMap<>();

    /** @param inUse by the names of their files */
    Lexicons(List<LexiconFile> files, List<LexiconContent> inUse) {
        this.files = List.copyOf(files);
        inUse.forEach(c -> contents.computeIfAbsent(c.locale(), l -> new ArrayList<>()).add(c));
    }

    /** All files, by name; those that cannot be used too. */
    public List<LexiconFile> files() {
        return files;
    }

    /**
     * The text with its words as they are to be said.
     *
     * @param tickets says a ticket; empty: tickets are not looked for
     */
    public List<SpokenPart> spoken(String text, Locale locale, Optional<UnaryOperator<String>> tickets) {
        return new TextPass(index(locale), tickets).run(text);
    }

    /** What is for the country comes before what is for the language. */
    private PhraseIndex index(Locale locale) {
        List<Locale> known = Languages.chain(locale).stream().filter(contents::containsKey).toList();
        return indexes.computeIfAbsent(known, this::merged);
    }

    private PhraseIndex merged(List<Locale> locales) {
        Map<String, Entry> entries = new HashMap<>();
        for (Locale locale : locales) {
            for (LexiconContent content : contents.get(locale)) {
                content.entries().forEach(e -> entries.putIfAbsent(e.written(), e));
            }
        }
        return new PhraseIndex(entries.values());
    }
}
