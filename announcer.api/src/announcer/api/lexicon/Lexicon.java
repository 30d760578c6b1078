package announcer.api.lexicon;

import java.util.List;
import java.util.Locale;

import org.osgi.annotation.versioning.ProviderType;

/**
 * How words are pronounced. The engine asks before it puts a text to a speech engine, for each part of each announcement; the lexicons are
 * files, see {@link LexiconFile}. Safe for use by any thread; no method waits for a file, and {@link #spoken} costs the length of the text.
 *
 * <p>
 * What comes out may change at any time. The service's property {@link #VERSION} changes with it, so that whoever keeps what came out hears of
 * it.
 */
@ProviderType
public interface Lexicon {
    /** Service property: differs after each change of what {@link #spoken} may answer (a Long). */
    String VERSION = "announcer.lexicon.version";

    /**
     * A text with its words as they are to be said. Nothing is dropped: a word that no lexicon has stays as it is written.
     *
     * @param locale the language of whoever speaks; with {@link Locale#ROOT} the text stays as it is
     * @return parts that are spoken one after the other without a pause; their texts hold the spaces between them
     */
    List<SpokenPart> spoken(String text, Locale locale);

    /** The lexicons, by name; those that cannot be used too, with their problem. */
    List<LexiconFile> files();
}
