package announcer.engine.text;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import announcer.engine.text.sayas.Characters;

/** What an announcement says: read once, at the door, and normalised there. Immutable; any thread. */
public final class SpeechDocument {
    private final Optional<Locale> language;
    private final List<SsmlToken> tokens;

    private SpeechDocument(Optional<Locale> language, List<SsmlToken> tokens) {
        this.language = language;
        this.tokens = List.copyOf(tokens);
    }

    /** Text without markup. */
    public static SpeechDocument plain(String text) {
        return new SpeechDocument(Optional.empty(), PlainText.tokens(text));
    }

    /**
     * A document in SSML 1.0 or 1.1.
     *
     * @throws MarkupException when it is not well-formed, or holds what is not understood
     */
    public static SpeechDocument ssml(String document) throws MarkupException {
        SsmlReader reader = new SsmlReader(document);
        List<SsmlToken> tokens = reader.read();
        return new SpeechDocument(reader.language(), tokens);
    }

    /** The language that the document says it is in. */
    public Optional<Locale> language() {
        return language;
    }

    /** Voices that the document asks for by name, in its order: whole ids, {@code engine/name}. */
    public Set<String> voiceNames() {
        Set<String> names = new LinkedHashSet<>();
        texts().forEach(text -> text.speaker().voice().ifPresent(names::add));
        return names;
    }

    /** Languages that parts of the document ask for, in its order; that of the whole is {@link #language()}. */
    public Set<Locale> languages() {
        Set<Locale> locales = new LinkedHashSet<>();
        texts().forEach(text -> text.speaker().language().ifPresent(locales::add));
        return locales;
    }

    /** Whether there is anything to speak. False: only pauses, blanks and punctuation. */
    public boolean hasWords() {
        return texts().stream().anyMatch(text -> Characters.hasWords(text.text()));
    }

    /**
     * Sentences in order; the parts of one that is too long to wait for. The same script and locale give the same pieces.
     *
     * @param locale the language in which sentences are told apart where the document names none
     */
    public List<Segment> pieces(Locale locale) {
        return new Splitter(language.orElse(locale)).split(tokens);
    }

    private List<SsmlToken.Text> texts() {
        List<SsmlToken.Text> texts = new ArrayList<>();
        for (SsmlToken token : tokens) {
            if (token instanceof SsmlToken.Text text) {
                texts.add(text);
            }
        }
        return texts;
    }
}
