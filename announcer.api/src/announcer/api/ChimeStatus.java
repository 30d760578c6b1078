package announcer.api;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * A chime that announcements may name. Immutable.
 *
 * @param id what a {@link Chime} and the settings of channels call it
 * @param source {@code built-in}; or the file it is read from, relative to the home folder, such as {@code sounds/gong.wav}; for one that
 *            channels' settings name and that is not there: {@code missing}; for what is wrong with their folder itself: its name with a slash at its end
 * @param length how long it sounds; empty when it cannot be read, or has not been read yet
 * @param problem why it cannot be heard, in words that say what to do; empty when it can
 */
public record ChimeStatus(String id, String source, Optional<Duration> length, Optional<String> problem) {
    public ChimeStatus {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(length, "length");
        Objects.requireNonNull(problem, "problem");
    }
}
