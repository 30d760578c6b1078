package announcer.lexicon.word;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.api.lexicon.LexiconFile;

/**
 * The folder of the lexicons. A file is read when it has not changed from one look to the next, so that one that is being written is left alone;
 * one that cannot be used changes nothing: what was read of it before stays in use. Used by one thread.
 */
public final class LexiconFolder {
    /** The largest file, in bytes: a hundred for each of the most entries. */
    static final int LARGEST = 1 << 20;
    /** How many files are read; the names of more are left out. */
    static final int MOST_FILES = 100;
    private static final Logger LOG = LoggerFactory.getLogger(LexiconFolder.class);

    private final Path folder;
    private final InstantSource wall;
    private final Map<String, WatchedFile> files = new TreeMap<>();
    private boolean looked;
    private String trouble = "";

    public LexiconFolder(Path folder, InstantSource wall) {
        this.folder = folder;
        this.wall = wall;
    }

    /** Looks at the files. Returns what there is now, when it is not what there was. */
    public Optional<Lexicons> look() {
        TreeSet<String> names = new TreeSet<>();
        try {
            list(names);
            trouble = "";
        } catch (IOException e) {
            if (!e.toString().equals(trouble)) {
                trouble = e.toString();
                LOG.warn("the lexicons in {} cannot be listed, those that were read stay in use: {}", folder, trouble);
            }
            return Optional.empty();
        }
        boolean changed = !looked;
        for (String gone : files.keySet().stream().filter(name -> !names.contains(name)).toList()) {
            files.remove(gone);
            changed = true;
            LOG.info("lexicon {} has gone", gone);
        }
        for (String name : names) {
            WatchedFile file = files.computeIfAbsent(name, n -> new WatchedFile(folder.resolve(n)));
            changed |= file.look(!looked, wall);
        }
        looked = true;
        return changed ? Optional.of(present()) : Optional.empty();
    }

    private void list(NavigableSet<String> names) throws IOException {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, "*{" + PlsReader.SUFFIX + "," + TableReader.SUFFIX + "}")) {
            for (Path path : all) {
                String name = path.getFileName().toString();
                if (!name.startsWith(".")) {
                    names.add(name);
                }
                if (names.size() > MOST_FILES) {
                    names.pollLast();
                }
            }
        } catch (NoSuchFileException e) {
            // There need not be any.
        } catch (NotDirectoryException e) {
            throw new IOException(folder + " is a file; it must be a folder", e);
        }
    }

    private Lexicons present() {
        List<LexiconFile> statuses = new ArrayList<>();
        List<LexiconContent> inUse = new ArrayList<>();
        files.forEach((name, file) -> {
            statuses.add(file.status());
            file.content().ifPresent(inUse::add);
        });
        return new Lexicons(statuses, inUse);
    }

    static byte[] read(Path path) throws IOException, BadLexiconException {
        if (!Files.isRegularFile(path)) {
            throw new BadLexiconException("it is no file");
        }
        try (InputStream in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new BadLexiconException("it has more than " + LARGEST + " bytes; divide it into several files");
            }
            return bytes;
        }
    }
}
