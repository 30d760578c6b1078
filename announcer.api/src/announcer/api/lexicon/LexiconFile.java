package announcer.api.lexicon;

import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * A file of pronunciations.
 *
 * @param name of the file
 * @param locale the language it is for; empty when it has never been read
 * @param entries how many of its entries are in use
 * @param phonemes how many of those are phonemes, which only speech engines that understand SSML speak
 * @param readAt when what is in use was read; empty when it has never been read
 * @param problem why what is in the file now is not in use, or not all of it, in words that say what to do; empty when nothing is wrong
 */
public record LexiconFile(String name, Optional<Locale> locale, int entries, int phonemes, Optional<Instant> readAt,
        Optional<String> problem) {
    public LexiconFile {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(locale, "locale");
        Objects.requireNonNull(readAt, "readAt");
        Objects.requireNonNull(problem, "problem");
    }
}
