package announcer.api.calling;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A ticket or an order at one moment. Immutable.
 *
 * @param id its id: 22 URL-safe characters that nobody can guess, since whoever knows it may follow the ticket
 * @param number as it is printed: {@code A-023}
 * @param kind what it stands for
 * @param service id of the service that it waits for, or was served in; empty: a number typed by hand for none
 * @param state where it is
 * @param counter id of the counter that has it, or had it last
 * @param place its place in the order of issue, unique; of two that wait the smaller one is called first
 * @param issued when it was issued
 * @param called when it was called first
 * @param serving when its visitor was there; of one that was finished without that being said, when it was called last
 * @param ended when it reached its final state
 * @param calls how often it was called
 * @param typed whether its number was typed by hand
 * @param transferredTo where it waits, when it is TRANSFERRED
 * @param call its latest call; empty: it was never called, or so long ago that nothing is remembered of it
 * @param cause why it was cancelled
 */
public record Ticket(String id, String number, TicketKind kind, Optional<String> service, TicketState state, Optional<String> counter,
        long place, Instant issued, Optional<Instant> called, Optional<Instant> serving, Optional<Instant> ended, int calls, boolean typed,
        Optional<Destination> transferredTo, Optional<Call> call, Optional<String> cause) {
    public Ticket {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(number, "number");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(service, "service");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(counter, "counter");
        Objects.requireNonNull(issued, "issued");
        Objects.requireNonNull(called, "called");
        Objects.requireNonNull(serving, "serving");
        Objects.requireNonNull(ended, "ended");
        Objects.requireNonNull(transferredTo, "transferredTo");
        Objects.requireNonNull(call, "call");
        Objects.requireNonNull(cause, "cause");
    }
}
