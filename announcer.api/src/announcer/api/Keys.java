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
    /** What the keys and groups of schedules begin with, and nobody else's. */
    public static final String SCHEDULES = "schedule/";
    /** What the keys and groups of calls of numbers begin with, and nobody else's. */
    public static final String CALLING = "calling/";
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

    /**
     * Whoever takes a request from outside asks for this before the engine gets it: the keys of schedules and calls can be foreseen or seen, and one that
     * somebody else had used would keep a run or a call from being spoken.
     *
     * @throws RejectedException when a key is one that only schedules, or calls of numbers, have
     */
    public void checkFromOutside() throws RejectedException {
        notKept("idempotencyKey", idempotency);
        notKept("group", group);
        // One that superseded a call would silence it.
        notKept("supersede", supersede.filter(k -> k.startsWith(CALLING)));
    }

    private static void notKept(String field, Optional<String> key) throws RejectedException {
        notKept(field, key, SCHEDULES, "schedules");
        notKept(field, key, CALLING, "calls of numbers");
    }

    private static void notKept(String field, Optional<String> key, String kept, String whose) throws RejectedException {
        if (key.filter(k -> k.startsWith(kept)).isPresent()) {
            String shown = key.get().length() <= LONGEST ? key.get() : key.get().substring(0, LONGEST) + "...";
            throw new RejectedException(RejectedException.Reason.INVALID, field, shown,
                    field + " is \"" + shown + "\"; what begins with " + kept + " is kept for " + whose + "; use another one");
        }
    }
}
