package announcer.lexicon.word;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.api.lexicon.LexiconFile;

/** One file of the folder, and what was last read of it. Used by one thread. */
final class WatchedFile {
    private static final Logger LOG = LoggerFactory.getLogger(WatchedFile.class);

    private final Path path;
    private final String name;
    private String seen = "";
    /** Of what was read, whether it could be used or not; "" when it is to be read again. */
    private String taken = "";
    private Optional<LexiconContent> content = Optional.empty();
    private Optional<Instant> readAt = Optional.empty();
    private Optional<String> problem = Optional.empty();

    WatchedFile(Path path) {
        this.path = path;
        name = path.getFileName().toString();
    }

    /**
     * Reads it when it has changed, and has not since the last look.
     *
     * @param atOnce does not wait for another look
     * @return whether anything is another now that others are told
     */
    boolean look(boolean atOnce, InstantSource wall) {
        String now = stamp();
        boolean settled = atOnce || now.equals(seen);
        seen = now;
        if (!settled || now.equals(taken)) {
            return false;
        }
        taken = now;
        try {
            content = Optional.of(parsed(LexiconFolder.read(path)));
            readAt = Optional.of(wall.instant());
            problem = leftOut(content.get());
            LOG.info("lexicon {} is in use: {} entries for {}{}{}", name, content.get().entries().size(),
                    content.get().locale().toLanguageTag(), phonemes() == 0
                            ? ""
                            : ", of which " + phonemes()
                                    + " have phonemes, which some speech engines speak; the others say the alias or the word",
                    problem.map(p -> "; " + p).orElse(""));
            return true;
        } catch (BadLexiconException e) {
            return fails(e.getMessage());
        } catch (IOException e) {
            // The reason may pass without a change of the file.
            taken = "";
            return fails("it cannot be read: " + e);
        }
    }

    private String stamp() {
        try {
            BasicFileAttributes a = Files.readAttributes(path, BasicFileAttributes.class);
            return a.size() + " " + a.lastModifiedTime() + " " + a.fileKey();
        } catch (IOException e) {
            return e.toString();
        }
    }

    private LexiconContent parsed(byte[] bytes) throws BadLexiconException {
        return name.endsWith(PlsReader.SUFFIX) ? PlsReader.read(bytes) : TableReader.read(name, bytes);
    }

    private static Optional<String> leftOut(LexiconContent read) {
        return read.leftOut().isEmpty() ? Optional.empty() : Optional.of("not all of it is used: " + String.join("; ", read.leftOut()));
    }

    private boolean fails(String why) {
        Optional<String> words = Optional
                .of(why + (content.isPresent() ? "; what was read of it before stays in use" : "; it is not in use"));
        boolean other = !words.equals(problem);
        problem = words;
        if (other) {
            LOG.warn("lexicon {}: {}", name, why);
        }
        return other;
    }

    private int phonemes() {
        return (int) content.stream().flatMap(c -> c.entries().stream()).filter(Entry::hasPhonemes).count();
    }

    Optional<LexiconContent> content() {
        return content;
    }

    LexiconFile status() {
        Optional<Locale> locale = content.map(LexiconContent::locale);
        int entries = content.map(c -> c.entries().size()).orElse(0);
        return new LexiconFile(name, locale, entries, phonemes(), readAt, problem);
    }
}
