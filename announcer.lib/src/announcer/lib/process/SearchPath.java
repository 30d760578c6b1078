package announcer.lib.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The folders where programs are looked for, as in the environment variable PATH.
 *
 * @param folders absolute, in order, each once
 * @param invalid entries that cannot be paths; on Windows one in quotes, for instance
 */
public record SearchPath(List<Path> folders, List<String> invalid) {
    public SearchPath {
        folders = List.copyOf(folders);
        invalid = List.copyOf(invalid);
    }

    /** Returns the folders of this process's PATH; none when it is not set. */
    public static SearchPath ofEnvironment() {
        String path = System.getenv("PATH");
        return parse(path == null ? "" : path, File.pathSeparator);
    }

    /**
     * Splits the value of a PATH variable. Relative entries are left out: they depend on where the process was started, which is no place
     * for programs.
     */
    public static SearchPath parse(String variable, String separator) {
        Set<Path> folders = new LinkedHashSet<>();
        List<String> invalid = new ArrayList<>();
        for (String entry : variable.split(Pattern.quote(separator))) {
            try {
                if (!entry.isBlank() && Path.of(entry).isAbsolute()) {
                    folders.add(Path.of(entry));
                }
            } catch (InvalidPathException e) {
                invalid.add(entry);
            }
        }
        return new SearchPath(List.copyOf(folders), invalid);
    }

    /** Returns the files that a name may mean: one in each folder, or the path itself when it names a folder. None when it is no path. */
    public List<Path> candidates(String name) {
        try {
            Path given = Path.of(name);
            return given.getNameCount() > 1 || given.isAbsolute() ? List.of(given) : folders.stream().map(f -> f.resolve(given)).toList();
        } catch (InvalidPathException e) {
            return List.of();
        }
    }

    /** Returns the first executable file that one of the names means; earlier names win over earlier folders. */
    public Optional<Path> find(List<String> names) {
        return names.stream().flatMap(name -> candidates(name).stream()).filter(f -> Files.isRegularFile(f) && Files.isExecutable(f))
                .findFirst();
    }
}
