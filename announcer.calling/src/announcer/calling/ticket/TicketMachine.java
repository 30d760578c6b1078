package announcer.calling.ticket;

import static announcer.api.calling.TicketState.CALLED;
import static announcer.api.calling.TicketState.CANCELLED;
import static announcer.api.calling.TicketState.COLLECTED;
import static announcer.api.calling.TicketState.ISSUED;
import static announcer.api.calling.TicketState.NO_SHOW;
import static announcer.api.calling.TicketState.PARKED;
import static announcer.api.calling.TicketState.PREPARING;
import static announcer.api.calling.TicketState.READY;
import static announcer.api.calling.TicketState.SERVED;
import static announcer.api.calling.TicketState.SERVING;
import static announcer.api.calling.TicketState.TRANSFERRED;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

import announcer.api.calling.TicketState;

/** The states of tickets and orders, and what leads from one to another. What is not in the table cannot be done. */
public final class TicketMachine {
    private static final Map<TicketState, Map<Act, TicketState>> TABLE = new EnumMap<>(TicketState.class);

    static {
        from(ISSUED).to(CALLED, Act.CALL).to(TRANSFERRED, Act.TRANSFER).to(CANCELLED, Act.CANCEL);
        from(TRANSFERRED).to(CALLED, Act.CALL).to(TRANSFERRED, Act.TRANSFER).to(CANCELLED, Act.CANCEL);
        from(CALLED).to(CALLED, Act.AGAIN).to(SERVING, Act.SERVE).to(SERVED, Act.FINISH).to(NO_SHOW, Act.NO_SHOW).to(PARKED, Act.PARK)
                .to(TRANSFERRED, Act.TRANSFER).to(ISSUED, Act.REQUEUE);
        from(SERVING).to(SERVING, Act.AGAIN).to(SERVED, Act.FINISH).to(NO_SHOW, Act.NO_SHOW).to(PARKED, Act.PARK)
                .to(TRANSFERRED, Act.TRANSFER).to(ISSUED, Act.REQUEUE);
        from(NO_SHOW).to(CALLED, Act.CALL).to(TRANSFERRED, Act.TRANSFER).to(ISSUED, Act.REQUEUE).to(CANCELLED, Act.CANCEL);
        from(PARKED).to(CALLED, Act.CALL).to(TRANSFERRED, Act.TRANSFER).to(ISSUED, Act.REQUEUE).to(CANCELLED, Act.CANCEL);
        from(PREPARING).to(READY, Act.READY).to(COLLECTED, Act.COLLECT).to(CANCELLED, Act.CANCEL);
        from(READY).to(READY, Act.READY).to(COLLECTED, Act.COLLECT).to(CANCELLED, Act.CANCEL);
    }

    private TicketMachine() {
    }

    /** A row of the table. */
    private record Row(Map<Act, TicketState> acts) {
        Row to(TicketState next, Act act) {
            acts.put(act, next);
            return this;
        }
    }

    private static Row from(TicketState state) {
        return new Row(TABLE.computeIfAbsent(state, s -> new EnumMap<>(Act.class)));
    }

    /** The state after an act; empty: it cannot be done. */
    public static Optional<TicketState> next(TicketState state, Act act) {
        return Optional.ofNullable(TABLE.getOrDefault(state, Map.of()).get(act));
    }
}
