package announcer.conf.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says what is wrong with a file, once: a line in the log, and a file {@code x.cfg.problem} beside {@code x.cfg} for whoever sits before
 * an editor, which goes when the file is mended. Not thread-safe.
 */
public final class ProblemReports {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemReports.class);
    private static final String SUFFIX = ConfName.SUFFIX + ".problem";

    private final Path folder;
    private final Map<String, List<String>> told = new HashMap<>();
    private final Map<String, List<String>> warned = new HashMap<>();

    public ProblemReports(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        try (DirectoryStream<Path> old = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
            for (Path p : old) {
                Files.deleteIfExists(p);
            }
        } catch (IOException e) {
            LOG.warn("notes of a former run stay in {}, which cannot be written to: {}", folder, e.toString());
        }
    }

    /** @param consequence what is in force instead */
    public void invalid(String file, List<String> problems, String consequence) {
        if (problems.equals(told.put(file, problems))) {
            return;
        }
        LOG.error("{}: {}. {}", folder.resolve(file), String.join("; ", problems), consequence);
        StringBuilder text = new StringBuilder();
        problems.forEach(p -> text.append(p).append('\n'));
        text.append(consequence).append("\nThis note goes when ").append(file).append(" is right.\n");
        try {
            // By rename: whoever sees the note sees it whole.
            Path temporary = Files.writeString(folder.resolve("." + file + ".problem.tmp"), text.toString(), StandardCharsets.UTF_8);
            Files.move(temporary, problemFile(file), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            LOG.warn("{} cannot be written: {}", problemFile(file), e.toString());
        }
    }

    public void valid(String file, List<String> warnings) {
        forget(file, "is right now and in force");
        if (!warnings.isEmpty() && !warnings.equals(warned.put(file, warnings))) {
            LOG.warn("{}: {}", folder.resolve(file), String.join("; ", warnings));
        }
        if (warnings.isEmpty()) {
            warned.remove(file);
        }
    }

    /** The problems that were reported and still hold, by file. */
    public Map<String, String> problems() {
        Map<String, String> all = new HashMap<>();
        told.forEach((file, problems) -> all.put(file, String.join("; ", problems)));
        return all;
    }

    public void gone(String file) {
        forget(file, "is gone");
        warned.remove(file);
    }

    private void forget(String file, String why) {
        if (told.remove(file) != null) {
            LOG.info("{} {}", folder.resolve(file), why);
            try {
                Files.deleteIfExists(problemFile(file));
            } catch (IOException e) {
                LOG.warn("{} cannot be removed; it no longer tells the truth: {}", problemFile(file), e.toString());
            }
        }
    }

    private Path problemFile(String file) {
        return folder.resolve(file.substring(0, file.length() - ConfName.SUFFIX.length()) + SUFFIX);
    }
}
