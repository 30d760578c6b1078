package announcer.api.stream;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What the ear found out about a channel last. Immutable.
 *
 * @param state how what arrives compares with what was sent
 * @param since when it came into this state
 * @param problem what is wrong, in words that say what to do; empty when nothing is
 * @param delay from the channel's pipe to the ear, when it could be told last, in steps of 20 ms
 * @param compared when speech was compared last
 */
public record Hearing(State state, Instant since, Optional<String> problem, Optional<Duration> delay, Optional<Instant> compared) {
    /** The findings. */
    public enum State {
        /** Nothing can be said: the channel is off the air, the stream is being opened, or nothing was spoken since. */
        WAITING,
        /** What arrives is what was sent. */
        GOOD,
        /** It arrives later than it may. */
        LATE,
        /** Parts of the speech do not arrive, or not as they were sent. */
        PATCHY,
        /** There is sound where silence was sent. */
        NOISY,
        /** Speech was sent, and silence arrives. */
        MUTE,
        /** The stream cannot be played. */
        UNPLAYABLE
    }

    public Hearing {
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(since, "since");
        Objects.requireNonNull(problem, "problem");
        Objects.requireNonNull(delay, "delay");
        Objects.requireNonNull(compared, "compared");
    }
}
