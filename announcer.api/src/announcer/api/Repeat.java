package announcer.api;

import java.time.Duration;
import java.util.Objects;

/**
 * How often an announcement is spoken. It is one announcement, SPOKEN after the last time. Immutable; nothing is checked here beyond
 * {@code null}: the door answers for all else in words.
 *
 * @param times 1 to 100
 * @param pause silence between one time and the next, up to 10 minutes; other announcements of the channel do not come in between
 */
public record Repeat(int times, Duration pause) {
    /** Spoken once. */
    public static final Repeat ONCE = new Repeat(1, Duration.ZERO);

    public Repeat {
        Objects.requireNonNull(pause, "pause");
    }
}
