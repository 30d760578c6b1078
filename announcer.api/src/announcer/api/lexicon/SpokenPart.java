package announcer.api.lexicon;

import java.util.Objects;

/**
 * A stretch of a text as it is to be said.
 *
 * @param text what is said; with {@code phonemes} what is said by an engine that cannot speak those
 * @param alphabet the alphabet of {@code phonemes} ({@code ipa}); "" without them
 * @param phonemes how it is pronounced; "" when as {@code text} is
 */
public record SpokenPart(String text, String alphabet, String phonemes) {
    public SpokenPart {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(alphabet, "alphabet");
        Objects.requireNonNull(phonemes, "phonemes");
    }

    /** Said as its text is. */
    public SpokenPart(String text) {
        this(text, "", "");
    }
}
