package announcer.tts.system;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The voices and problems found on the system.
 *
 * @param path the speech program, if there is one
 * @param voices what it offers, the best first
 * @param problem why there are no voices
 */
record Listing(Optional<Path> path, List<SystemVoice> voices, Optional<String> problem) {
    static Listing without(Optional<Path> path, String problem) {
        return new Listing(path, List.of(), Optional.of(problem));
    }

    /** A program that does not answer for once has not lost its voices. */
    Listing after(Listing before) {
        return voices.isEmpty() && path.isPresent() && path.equals(before.path) ? new Listing(path, before.voices, problem) : this;
    }
}
