package announcer.api.calling;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One saying of one number: an announcement, what the boards show, and an event. Immutable.
 *
 * @param id its id, unique
 * @param ticket id of its ticket
 * @param number as it is printed
 * @param kind what the number stands for
 * @param service id of its service
 * @param counter id of the counter that calls; empty: an order that is collected nowhere in particular
 * @param by who called, for the record
 * @param again how often the ticket had been called before
 * @param at when it was asked for
 * @param state where it is
 * @param cause why it is SUBMITTING, or was not spoken
 * @param announcement id of its announcement
 * @param languages tags of the languages in which it is said, in their order
 * @param started when its first sample was played: from then on boards show it
 * @param ended when it reached its final state
 * @param heard who heard it; empty: nothing is known of players, or it has not ended
 */
public record Call(String id, String ticket, String number, TicketKind kind, Optional<String> service, Optional<String> counter, String by,
        int again, Instant at, CallState state, Optional<String> cause, Optional<String> announcement, List<String> languages,
        Optional<Instant> started, Optional<Instant> ended, Optional<Heard> heard) {
    /**
     * Players of the stream, see {@link announcer.api.Proof}.
     *
     * @param connected how many were connected while it was played
     * @param received how many received all of it
     */
    public record Heard(int connected, int received) {}

    public Call {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(ticket, "ticket");
        Objects.requireNonNull(number, "number");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(service, "service");
        Objects.requireNonNull(counter, "counter");
        Objects.requireNonNull(by, "by");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(cause, "cause");
        Objects.requireNonNull(announcement, "announcement");
        languages = List.copyOf(languages);
        Objects.requireNonNull(started, "started");
        Objects.requireNonNull(ended, "ended");
        Objects.requireNonNull(heard, "heard");
    }
}
