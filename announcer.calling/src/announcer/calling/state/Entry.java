package announcer.calling.state;

import java.time.Instant;
import java.util.Optional;

import announcer.api.calling.Call;
import announcer.api.calling.Destination;
import announcer.api.calling.Ticket;
import announcer.api.calling.TicketState;

/**
 * A ticket as it is kept. Immutable.
 *
 * @param ticket the ticket, without its call
 * @param call id of its latest call
 */
public record Entry(Ticket ticket, Optional<String> call) {
    /** Its id. */
    public String id() {
        return ticket.id();
    }

    /** Where it is. */
    public TicketState state() {
        return ticket.state();
    }

    /** The same, in another state, which it reaches now where that is its end. */
    public Entry in(TicketState state, Instant now) {
        Ticket t = ticket;
        return of(new Ticket(t.id(), t.number(), t.kind(), t.service(), state, t.counter(), t.place(), t.issued(), t.called(), t.serving(),
                state.isFinal() ? Optional.of(now) : t.ended(), t.calls(), t.typed(),
                state == TicketState.TRANSFERRED ? t.transferredTo() : Optional.empty(), Optional.empty(), t.cause()));
    }

    /** The same, of this counter. */
    public Entry at(Optional<String> counter) {
        Ticket t = ticket;
        return of(new Ticket(t.id(), t.number(), t.kind(), t.service(), t.state(), counter, t.place(), t.issued(), t.called(), t.serving(),
                t.ended(), t.calls(), t.typed(), t.transferredTo(), Optional.empty(), t.cause()));
    }

    /** The same, called once more. */
    public Entry called(Call by) {
        Ticket t = ticket;
        return new Entry(new Ticket(t.id(), t.number(), t.kind(), t.service(), t.state(), t.counter(), t.place(), t.issued(),
                t.called().or(() -> Optional.of(by.at())), t.serving(), t.ended(), t.calls() + 1, t.typed(), t.transferredTo(),
                Optional.empty(), t.cause()), Optional.of(by.id()));
    }

    /** The same, its visitor being there since then. */
    public Entry servingSince(Optional<Instant> since) {
        Ticket t = ticket;
        return of(new Ticket(t.id(), t.number(), t.kind(), t.service(), t.state(), t.counter(), t.place(), t.issued(), t.called(), since,
                t.ended(), t.calls(), t.typed(), t.transferredTo(), Optional.empty(), t.cause()));
    }

    /** The same, on its way to somewhere. */
    public Entry transferredTo(Destination to) {
        Ticket t = ticket;
        return of(new Ticket(t.id(), t.number(), t.kind(), to.service().or(t::service), t.state(), t.counter(), t.place(), t.issued(),
                t.called(), t.serving(), t.ended(), t.calls(), t.typed(), Optional.of(to), Optional.empty(), t.cause()));
    }

    /** The same, with a reason for its end. */
    public Entry because(String cause) {
        Ticket t = ticket;
        return of(new Ticket(t.id(), t.number(), t.kind(), t.service(), t.state(), t.counter(), t.place(), t.issued(), t.called(),
                t.serving(), t.ended(), t.calls(), t.typed(), t.transferredTo(), Optional.empty(), Optional.of(cause)));
    }

    /** The same, at another place in the order of issue. */
    Entry placed(long place) {
        Ticket t = ticket;
        return of(new Ticket(t.id(), t.number(), t.kind(), t.service(), t.state(), t.counter(), place, t.issued(), t.called(), t.serving(),
                t.ended(), t.calls(), t.typed(), t.transferredTo(), Optional.empty(), t.cause()));
    }

    private Entry of(Ticket t) {
        return new Entry(t, call);
    }

    /** The ticket with its call. */
    public Ticket with(Optional<Call> latest) {
        Ticket t = ticket;
        return new Ticket(t.id(), t.number(), t.kind(), t.service(), t.state(), t.counter(), t.place(), t.issued(), t.called(), t.serving(),
                t.ended(), t.calls(), t.typed(), t.transferredTo(), latest, t.cause());
    }
}
