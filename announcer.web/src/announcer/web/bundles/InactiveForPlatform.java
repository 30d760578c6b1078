package announcer.web.bundles;

import java.util.Optional;
import java.util.function.Supplier;

/** The launcher's sentences about bundles that are for another operating system. */
final class InactiveForPlatform {
    private static final String OURS = "announcer.";

    private final Supplier<String> sentences;

    /** @param sentences one a line, such as {@code transport winpipe rests: it needs Windows}; null when nothing rests */
    InactiveForPlatform(Supplier<String> sentences) {
        this.sentences = sentences;
    }

    /** Returns the sentence about a bundle. */
    Optional<String> of(String symbolicName) {
        String said = sentences.get();
        String name = symbolicName.startsWith(OURS) ? symbolicName.substring(OURS.length()).replace('.', ' ') : symbolicName;
        return said == null ? Optional.empty() : said.lines().filter(line -> line.startsWith(name + " rests: ")).findFirst();
    }
}
