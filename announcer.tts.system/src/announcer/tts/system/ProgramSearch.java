package announcer.tts.system;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Where a speech program is, and what to say when it is nowhere. */
record ProgramSearch(SpeechProgram program, String path) {

    /** The folders of this process's PATH. */
    static ProgramSearch ofEnvironment(SpeechProgram program) {
        return new ProgramSearch(program, Optional.ofNullable(System.getenv("PATH")).orElse(""));
    }

    /** The program: the configured one, or the first of its names that is in PATH. */
    Optional<Path> find(String configured) {
        List<String> wanted = configured.isEmpty() ? program.names() : List.of(configured);
        return wanted.stream().flatMap(name -> candidates(name).stream()).filter(f -> Files.isRegularFile(f) && Files.isExecutable(f))
                .findFirst();
    }

    private List<Path> candidates(String name) {
        try {
            Path given = Path.of(name);
            // A name without a folder is looked for; a path is taken as it is.
            return given.getNameCount() > 1 || given.isAbsolute() ? List.of(given) : folders().stream().map(f -> f.resolve(given)).toList();
        } catch (InvalidPathException e) {
            return List.of();
        }
    }

    private List<Path> folders() {
        return Pattern.compile(Pattern.quote(File.pathSeparator)).splitAsStream(path).filter(s -> !s.isBlank())
                .flatMap(s -> folder(s).stream()).filter(Path::isAbsolute).toList();
    }

    /** On Windows PATH may hold what is no path: one in quotes, for instance. */
    private static Optional<Path> folder(String entry) {
        try {
            return Optional.of(Path.of(entry));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** Why there is no program. */
    String missing(String configured) {
        if (!configured.isEmpty()) {
            return "\"program\" of " + SystemEngine.PID + " is \"" + configured
                    + "\", which is no executable file; leave it empty to have PATH searched, or " + program.advice();
        }
        return "the operating system has no speech program: looked for " + String.join(" and ", program.names()) + " in "
                + folders().stream().map(Path::toString).collect(Collectors.joining(", ")) + "; " + program.advice()
                + ", or set \"program\" of " + SystemEngine.PID + " to its path";
    }
}
