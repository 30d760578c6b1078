package announcer.tts.system;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import announcer.lib.process.SearchPath;

/** The search for a speech program, and the message when there is none. */
record ProgramSearch(SpeechProgram program, SearchPath path) {
    /** The folders of this process's PATH. */
    static ProgramSearch ofEnvironment(SpeechProgram program) {
        return new ProgramSearch(program, SearchPath.ofEnvironment());
    }

    /** The program: the configured one, or the first of its names that is in PATH. */
    Optional<Path> find(String configured) {
        return path.find(configured.isEmpty() ? program.names() : List.of(configured));
    }

    /** Why there is no program. */
    String missing(String configured) {
        if (!configured.isEmpty()) {
            return "\"program\" of " + SystemEngine.PID + " is \"" + configured
                    + "\", which is no executable file; leave it empty to have PATH searched, or " + program.advice();
        }
        return "the operating system has no speech program: looked for " + String.join(" and ", program.names()) + " in "
                + path.folders().stream().map(Path::toString).collect(Collectors.joining(", ")) + "; " + program.advice()
                + ", or set \"program\" of " + SystemEngine.PID + " to its path";
    }
}
