package announcer.api;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

import announcer.api.stream.Audience;

/**
 * What is proved of an announcement beyond its state; that it was accepted, and when its first frame was sent, tell
 * {@link AnnouncementStatus#submitted} and {@link AnnouncementStatus#started}. All of the latest sending. Immutable.
 *
 * @param made when its sound was complete
 * @param lastFrame when its last frame was written to the pipe
 * @param confirmed when the pusher's media time had passed its last frame; without a pusher: when its reader had drained the pipe
 * @param connected players that were connected at some time between its first frame and its last; empty: nothing is known of players, since
 *            the stream is published to a server that does not tell
 * @param received those of them that were connected all that time, and took all that was sent to them as far as the server can tell; empty as
 *            above
 */
public record Proof(Optional<Instant> made, Optional<Instant> lastFrame, Optional<Instant> confirmed, OptionalInt connected,
        OptionalInt received) {
    /** Nothing is proved yet. */
    public static final Proof NONE = new Proof(Optional.empty(), Optional.empty(), Optional.empty(), OptionalInt.empty(),
            OptionalInt.empty());

    public Proof {
        Objects.requireNonNull(made, "made");
        Objects.requireNonNull(lastFrame, "lastFrame");
        Objects.requireNonNull(confirmed, "confirmed");
        Objects.requireNonNull(connected, "connected");
        Objects.requireNonNull(received, "received");
    }

    /** The same, its sound being complete. */
    public Proof withMade(Instant at) {
        return new Proof(Optional.of(at), lastFrame, confirmed, connected, received);
    }

    /** The same, all of it having been passed on. @param players that were there; empty: nothing is known of them */
    public Proof withPlayed(Instant last, Instant passedOn, Optional<Audience> players) {
        return new Proof(made, Optional.of(last), Optional.of(passedOn), count(players.map(Audience::connected)),
                count(players.map(Audience::received)));
    }

    private static OptionalInt count(Optional<Integer> known) {
        return known.map(OptionalInt::of).orElseGet(OptionalInt::empty);
    }

    /** The same, of another sending that has just begun: only its sound stays made. */
    public Proof sentAgain() {
        return new Proof(made, Optional.empty(), Optional.empty(), OptionalInt.empty(), OptionalInt.empty());
    }
}
