package announcer.calling.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import org.junit.jupiter.api.Test;

import announcer.api.calling.CallingException;
import announcer.api.calling.Command;
import announcer.api.calling.Command.Act;
import announcer.api.calling.Destination;
import announcer.api.calling.Ticket;
import announcer.api.calling.TicketState;

/** Every command meets a ticket in every state: it is done, or refused in words that name the ticket, and then nothing has changed. */
class EveryCommandTest {
    private interface Way {
        Ticket to(Office office) throws CallingException;
    }

    private static final Map<TicketState, Way> WAYS = new EnumMap<>(TicketState.class);

    static {
        WAYS.put(TicketState.ISSUED, o -> o.issue("a"));
        WAYS.put(TicketState.TRANSFERRED,
                o -> o.perform(new Command.Transfer(o.issue("a").id(), Destination.ofCounter("c1"))).ticket().orElseThrow());
        WAYS.put(TicketState.CALLED, o -> called(o));
        WAYS.put(TicketState.SERVING, o -> after(o, Act.SERVE));
        WAYS.put(TicketState.SERVED, o -> after(o, Act.FINISH));
        WAYS.put(TicketState.NO_SHOW, o -> after(o, Act.NO_SHOW));
        WAYS.put(TicketState.PARKED, o -> after(o, Act.PARK));
        WAYS.put(TicketState.CANCELLED, o -> o.perform(new Command.Cancel(o.issue("a").id())).ticket().orElseThrow());
        WAYS.put(TicketState.PREPARING, o -> order(o, false));
        WAYS.put(TicketState.READY, o -> order(o, true));
        WAYS.put(TicketState.COLLECTED, o -> o.perform(new Command.Collected(order(o, true).id())).ticket().orElseThrow());
    }

    private static Ticket called(Office o) throws CallingException {
        o.issue("a");
        return o.next("c1").ticket().orElseThrow();
    }

    private static Ticket after(Office o, Act act) throws CallingException {
        called(o);
        return o.act("c1", act).ticket().orElseThrow();
    }

    private static Ticket order(Office o, boolean ready) throws CallingException {
        return o.perform(new Command.Order("snacks", Optional.of("57"), ready, Optional.empty())).ticket().orElseThrow();
    }

    /** Commands that name the ticket, or the counter that may have it; and in which states they are done. */
    private static Map<String, Function<Ticket, Command>> commands() {
        Map<String, Function<Ticket, Command>> all = new java.util.LinkedHashMap<>();
        all.put("CallTicket ISSUED TRANSFERRED NO_SHOW PARKED CALLED SERVING", t -> new Command.CallTicket("c1", t.id()));
        all.put("CallTicketElsewhere ISSUED TRANSFERRED NO_SHOW PARKED", t -> new Command.CallTicket("c2", t.id()));
        for (Act act : Act.values()) {
            all.put(act + (act == Act.SERVE ? " CALLED" : " CALLED SERVING"), t -> new Command.AtCounter("c1", act, Optional.empty()));
        }
        all.put("TransferCurrent CALLED SERVING", t -> new Command.TransferCurrent("c1", Destination.ofService("b"), Optional.empty()));
        all.put("Transfer ISSUED TRANSFERRED CALLED SERVING NO_SHOW PARKED",
                t -> new Command.Transfer(t.id(), Destination.ofCounter("c3")));
        all.put("Requeue CALLED SERVING NO_SHOW PARKED", t -> new Command.Requeue(t.id()));
        all.put("Cancel ISSUED TRANSFERRED NO_SHOW PARKED PREPARING READY", t -> new Command.Cancel(t.id()));
        all.put("Ready PREPARING READY", t -> new Command.Ready(t.id(), Optional.empty()));
        all.put("Collected PREPARING READY", t -> new Command.Collected(t.id()));
        all.put("Next ISSUED TRANSFERRED", t -> new Command.Next("c1", Optional.empty()));
        return all;
    }

    @Test
    void everyCommandInEveryState() throws Exception {
        List<String> wrong = new ArrayList<>();
        for (Map.Entry<TicketState, Way> way : WAYS.entrySet()) {
            for (Map.Entry<String, Function<Ticket, Command>> entry : commands().entrySet()) {
                List<String> words = List.of(entry.getKey().split(" "));
                boolean allowed = words.subList(1, words.size()).contains(way.getKey().name());
                wrong.addAll(tried(way.getKey(), way.getValue(), words.get(0), entry.getValue(), allowed));
            }
        }

        assertThat(wrong).isEmpty();
        assertThat(WAYS).hasSize(TicketState.values().length);
    }

    private static List<String> tried(TicketState state, Way way, String name, Function<Ticket, Command> command, boolean allowed)
            throws Exception {
        Office office = new Office();
        Ticket ticket = way.to(office);
        assertThat(ticket.state()).isEqualTo(state);
        var before = office.disk.read("calling");
        int announced = office.engine.accepted.size();
        String here = name + " in " + state;
        try {
            office.perform(command.apply(ticket));
            return allowed ? List.of() : List.of(here + " was done");
        } catch (CallingException e) {
            List<String> wrong = new ArrayList<>();
            if (allowed) {
                wrong.add(here + " was refused: " + e.getMessage());
            }
            if (e.getMessage().length() < 20) {
                wrong.add(here + " was refused in too few words: " + e.getMessage());
            }
            if (!office.disk.read("calling").equals(before) || office.engine.accepted.size() != announced
                    || office.ticket(ticket.id()).state() != state) {
                wrong.add(here + " was refused, and has changed something");
            }
            return wrong;
        }
    }
}
