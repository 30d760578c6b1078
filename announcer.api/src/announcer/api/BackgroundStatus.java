package announcer.api;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * The background sound of a channel at one moment. Immutable.
 *
 * @param source where it comes from: a folder, or a URL without credentials
 * @param state whether it is heard, as far as the channel itself is
 * @param since when it came into this state
 * @param cause why it is silent, or what of it is left out; empty when all is well
 */
public record BackgroundStatus(String source, State state, Instant since, Optional<String> cause) {
    /** The states. */
    public enum State {
        /** It is heard at its level. */
        PLAYING,
        /** It is quieter, or stands still, for something is spoken. */
        DUCKED,
        /** Nothing of it can be heard now; it is tried again. */
        SILENT
    }

    public BackgroundStatus {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(since, "since");
        Objects.requireNonNull(cause, "cause");
    }
}
