package announcer.api.calling;

import java.util.Objects;
import java.util.Optional;

/**
 * What a command has done. Immutable.
 *
 * @param ticket the ticket that it was about, as it is now
 * @param call the call that it made
 * @param counter the counter whose command it was, as it is now
 * @param made whether the ticket was made by it
 * @param repeated whether the command had been done before, under its idempotency key, and nothing was done now
 */
public record Done(Optional<Ticket> ticket, Optional<Call> call, Optional<CounterStatus> counter, boolean made, boolean repeated) {
    public Done {
        Objects.requireNonNull(ticket, "ticket");
        Objects.requireNonNull(call, "call");
        Objects.requireNonNull(counter, "counter");
    }
}
