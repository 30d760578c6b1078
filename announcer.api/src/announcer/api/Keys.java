package announcer.api;

import java.util.Objects;
import java.util.Optional;

/**
 * The caller's own names for an announcement. Each is 1 to {@value #LONGEST} characters without control characters; the door says so where
 * one is not. Immutable.
 *
 * @param idempotency names the submission: a repeat within the window (the engine's setting {@code idempotencyHours}) gets the first one's
 *            announcement and is not spoken again; with another request it is refused
 * @param supersede names what is called: an announcement replaces an earlier one of its channel with the same key that still waits, which
 *            ends CANCELLED
 * @param group names those that are withdrawn together, see {@link Announcer#cancel(CancelSelector, String)}
 */
public record Keys(Optional<String> idempotency, Optional<String> supersede, Optional<String> group) {
    /** The longest key, in characters. */
    public static final int LONGEST = 200;
    /** No keys. */
    public static final Keys NONE = new Keys(Optional.empty(), Optional.empty(), Optional.empty());

    public Keys {
        Objects.requireNonNull(idempotency, "idempotency");
        Objects.requireNonNull(supersede, "supersede");
        Objects.requireNonNull(group, "group");
    }

    /** The same with a key that names the submission. */
    public Keys withIdempotency(String key) {
        return new Keys(Optional.of(key), supersede, group);
    }

    /** The same with a key that names what is called. */
    public Keys withSupersede(String key) {
        return new Keys(idempotency, Optional.of(key), group);
    }

    /** The same with a key of those that are withdrawn together. */
    public Keys withGroup(String key) {
        return new Keys(idempotency, supersede, Optional.of(key));
    }
}
