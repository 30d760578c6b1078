package announcer.engine.voice;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How loud each voice was measured, kept in a file over restarts: a line for each voice, the LUFS, a tab, the key. The key is the caller's;
 * it should change whenever the voice may sound different (engine, bundle version, voice).
 *
 * <p>
 * Safe for any thread; a change is in the file, or said in the log not to be, when the call returns. A file that is missing or broken costs
 * nothing but measuring again. Where the folder cannot be written, the levels are kept in memory.
 */
public final class CalibrationStore {
    private static final Logger LOG = LoggerFactory.getLogger(CalibrationStore.class);
    /** Each version of a bundle leaves its voices behind; the oldest go first. */
    private static final int MOST_KEPT = 1_000;
    private static final String HEADER = "# Loudness of voices: LUFS, tab, voice. Made by announcer.engine; delete it to have voices measured again.";

    private final Path file;
    private final Consumer<String> warnings;
    private final Map<String, Double> levels = new LinkedHashMap<>();
    private boolean saidUnwritable;

    /** Reads the file, if it is there. */
    public CalibrationStore(Path file) {
        this(file, LOG::warn);
    }

    /** @param warnings takes the lines for the log */
    public CalibrationStore(Path file, Consumer<String> warnings) {
        this.file = file;
        this.warnings = warnings;
        read();
    }

    /** The loudness of a voice, when it was measured. */
    synchronized OptionalDouble measuredLufs(String key) {
        Double lufs = levels.get(key);
        return lufs == null ? OptionalDouble.empty() : OptionalDouble.of(lufs);
    }

    /**
     * Keeps the loudness of a voice, instead of what was known.
     *
     * @param lufs a finite number
     */
    public synchronized void measured(String key, double lufs) {
        if (!Double.isFinite(lufs)) {
            throw new IllegalArgumentException(
                    "the loudness of " + key + " is " + lufs + " LUFS; a voice that is silent has none: do not keep it");
        }
        levels.remove(key);
        levels.put(key, lufs);
        dropOldest();
        write();
    }

    /** Forgets a voice, so that it is measured again. */
    synchronized void forget(String key) {
        if (levels.remove(key) != null) {
            write();
        }
    }

    private void dropOldest() {
        while (levels.size() > MOST_KEPT) {
            levels.remove(levels.keySet().iterator().next());
        }
    }

    private void read() {
        String text;
        try {
            text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            return;
        } catch (IOException e) {
            warnings.accept("The loudness of voices cannot be read from " + file + " (" + e + "): voices are measured again.");
            return;
        }
        int broken = 0;
        for (String line : text.lines().toList()) {
            if (!line.isBlank() && !line.startsWith("#") && !take(line)) {
                broken++;
            }
        }
        if (broken > 0) {
            warnings.accept(
                    broken + " lines of " + file + " are not \"LUFS, tab, voice\" and are left out: their voices are measured again.");
        }
        dropOldest();
    }

    private boolean take(String line) {
        int tab = line.indexOf('\t');
        if (tab < 0) {
            return false;
        }
        try {
            double lufs = Double.parseDouble(line.substring(0, tab));
            if (!Double.isFinite(lufs)) {
                return false;
            }
            levels.put(unescaped(line.substring(tab + 1)), lufs);
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private void write() {
        StringBuilder text = new StringBuilder(HEADER).append('\n');
        levels.forEach((key, lufs) -> text.append(lufs).append('\t').append(escaped(key)).append('\n'));
        Path temporary = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(temporary, text, StandardCharsets.UTF_8);
            move(temporary);
            saidUnwritable = false;
        } catch (IOException e) {
            if (!saidUnwritable) {
                saidUnwritable = true;
                warnings.accept("The loudness of voices cannot be written to " + file + " (" + e
                        + "): it is kept in memory and measured again after a restart.");
            }
        }
    }

    private void move(Path temporary) throws IOException {
        try {
            Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** A key may hold anything, a line may not. */
    private static String escaped(String key) {
        return key.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
    }

    private static String unescaped(String written) {
        StringBuilder key = new StringBuilder();
        for (int i = 0; i < written.length(); i++) {
            char c = written.charAt(i);
            if (c == '\\' && i + 1 < written.length()) {
                c = written.charAt(++i);
                c = c == 'n' ? '\n' : c == 'r' ? '\r' : c;
            }
            key.append(c);
        }
        return key.toString();
    }
}
