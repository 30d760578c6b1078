package announcer.engine.text;

import java.util.Optional;
import java.util.Set;

/**
 * What a speech engine understands beside plain text.
 *
 * @param ssml whether it understands SSML
 * @param alphabets those of the phonemes that it speaks; empty when it says nothing of them
 */
public record EngineMarkup(boolean ssml, Optional<Set<String>> alphabets) {
    /** SSML's phonemes are in it where no alphabet is named. */
    private static final String USUAL = "ipa";

    public EngineMarkup {
        alphabets = alphabets.map(Set::copyOf);
    }

    /** Whether it is given phonemes in this alphabet; "" where none is named. An engine that says nothing of them gets them with its SSML. */
    public boolean speaks(String alphabet) {
        return alphabets.map(known -> known.contains(alphabet.isEmpty() ? USUAL : alphabet)).orElse(ssml);
    }
}
