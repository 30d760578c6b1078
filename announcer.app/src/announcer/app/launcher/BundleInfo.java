package announcer.app.launcher;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.osgi.framework.Bundle;

import announcer.lib.file.DurableFile;

/**
 * What Felix keeps of a bundle in its file {@code bundle.info}: six lines in the charset of the platform, written in place and not synced.
 *
 * @param id the bundle's id
 * @param location where it is from
 * @param state {@link #STOPPED}, {@link #STARTED} or {@link #STARTED_AS_IT_SAYS}; {@link Bundle#UNINSTALLED} until its folder is removed
 * @param level its start level
 * @param modified when it was installed or updated, in milliseconds since 1970
 * @param refreshes how often its native libraries had to get a new place, which is part of its content's folder's name
 */
record BundleInfo(long id, String location, int state, int level, long modified, long refreshes) {
    /** The file's name. */
    static final String FILE = "bundle.info";
    /** Not to be started. */
    static final int STOPPED = Bundle.INSTALLED;
    /** To be started. */
    static final int STARTED = Bundle.ACTIVE;
    /** To be started as its own activation policy has it. */
    static final int STARTED_AS_IT_SAYS = Bundle.STARTING;

    private static final int LINES = 6;

    /** Empty when there is no such file, or it is not whole. */
    static Optional<BundleInfo> read(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        List<String> lines = new String(Files.readAllBytes(file), Charset.defaultCharset()).lines().toList();
        if (lines.size() < LINES || lines.get(1).isBlank() || lines.get(1).chars().anyMatch(Character::isISOControl)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new BundleInfo(Long.parseLong(lines.get(0)), lines.get(1), Integer.parseInt(lines.get(2)),
                    Integer.parseInt(lines.get(3)), Long.parseLong(lines.get(4)), Long.parseLong(lines.get(5))));
        } catch (NumberFormatException torn) {
            return Optional.empty();
        }
    }

    void write(Path folder) throws IOException {
        List<Object> lines = List.of(id, location, state, level, modified, refreshes);
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(line).append(System.lineSeparator()));
        DurableFile.replace(folder.resolve(FILE), text.toString().getBytes(Charset.defaultCharset()));
    }
}
