package announcer.api;

import java.time.Duration;
import java.util.Objects;

/**
 * How often an announcement is spoken again because no player has received it ({@link Proof#received}): until one has, and at most so often.
 * It stays one announcement, and SPOKEN after the last time, whether it was received or not. Where nothing is known of players it is not spoken
 * again. Immutable; nothing is checked here beyond {@code null}: the door answers for all else in words.
 *
 * @param times how often at most, after the first time: 0 to {@value #MOST}
 * @param pause from one time to the next, up to 10 minutes; other announcements of the channel may come in between
 */
public record UntilHeard(int times, Duration pause) {
    /** The largest number of times. */
    public static final int MOST = 10;
    /** The longest pause. */
    public static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);
    /** The pause where a caller names none. */
    public static final Duration USUAL_PAUSE = Duration.ofSeconds(10);
    /** Spoken once, whoever receives it. */
    public static final UntilHeard NEVER = new UntilHeard(0, USUAL_PAUSE);

    public UntilHeard {
        Objects.requireNonNull(pause, "pause");
    }
}
