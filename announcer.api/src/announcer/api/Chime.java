package announcer.api;

import java.util.Objects;
import java.util.Optional;

/**
 * The sounds before and after an announcement's speech: ids of chimes. Empty: the channel's for the announcement's priority. Immutable.
 *
 * @param before heard before the first word, without a gap; {@link #NONE}: nothing is
 * @param after heard after the last word; {@link #NONE}: nothing is
 */
public record Chime(Optional<String> before, Optional<String> after) {
    /** In place of an id: no chime, whatever the channel has. */
    public static final String NONE = "none";
    /** What the channel has. */
    public static final Chime OF_CHANNEL = new Chime(Optional.empty(), Optional.empty());

    public Chime {
        Objects.requireNonNull(before, "before");
        Objects.requireNonNull(after, "after");
    }
}
