package announcer.calling.desk;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import announcer.api.Keys;
import announcer.api.calling.Call;
import announcer.api.calling.CallState;
import announcer.api.calling.CallingException;
import announcer.api.calling.CallingException.Reason;
import announcer.api.calling.Command;
import announcer.api.calling.Destination;
import announcer.api.calling.Ticket;
import announcer.api.calling.TicketKind;
import announcer.api.calling.TicketState;
import announcer.api.calling.Words;
import announcer.calling.house.CounterSettings;
import announcer.calling.house.House;
import announcer.calling.house.ServiceSettings;
import announcer.calling.state.Draft;
import announcer.calling.state.Entry;
import announcer.calling.state.KeptCall;
import announcer.calling.ticket.Act;
import announcer.calling.ticket.RandomIds;
import announcer.calling.ticket.TicketMachine;
import announcer.calling.ticket.TypedNumber;

/** Carries out one command on a draft. For one thread. */
final class Commands {
    /** Tickets that have not ended, at most. */
    static final int MOST_LIVE = 5_000;
    /** So many of them are left by visitors for counters: whoever takes numbers by the thousand stops no counter. */
    static final int LEFT_BY_VISITORS = 1_000;

    /** What it was about. */
    record Outcome(Optional<String> ticket, Optional<String> call, Optional<String> counter, boolean made) {}

    /** What commands need beside the state. */
    record Tools(Speech speech, RandomIds ids) {}

    private final House house;
    private final Draft draft;
    private final Instant now;
    private final String by;
    private final Tools tools;
    private final IssuedNumbers numbers;

    Commands(House house, Draft draft, Instant now, String by, Tools tools) {
        this.house = house;
        this.draft = draft;
        this.now = now;
        this.by = by;
        this.tools = tools;
        numbers = new IssuedNumbers(house, draft, now);
    }

    Outcome run(Command c) throws CallingException {
        if (c instanceof Command.Issue i) {
            return issue(i);
        } else if (c instanceof Command.Next n) {
            return next(n);
        } else if (c instanceof Command.CallNumber n) {
            return callNumber(n);
        } else if (c instanceof Command.CallTicket t) {
            return callOutOfTurn(counter(t.counter()), ticket(t.ticket()));
        } else if (c instanceof Command.AtCounter a) {
            return atCounter(a);
        } else if (c instanceof Command.TransferCurrent t) {
            return about(transfer(current(t.counter(), t.expected()), t.to()), Optional.empty(), Optional.of(t.counter()));
        } else if (c instanceof Command.Pause p) {
            return pause(p);
        } else if (c instanceof Command.Requeue r) {
            return requeue(r);
        } else if (c instanceof Command.Transfer t) {
            return about(transfer(ticket(t.ticket()), t.to()), Optional.empty(), Optional.empty());
        } else if (c instanceof Command.Cancel x) {
            return about(move(ticket(x.ticket()), Act.CANCEL).because("withdrawn by " + by), Optional.empty(), Optional.empty());
        } else if (c instanceof Command.Order o) {
            return order(o);
        } else if (c instanceof Command.Ready r) {
            Entry e = ticket(r.order());
            return ready(e, place(r.counter(), e.ticket().service().flatMap(house::service)), false);
        } else if (c instanceof Command.Collected r) {
            return about(move(ticket(r.order()), Act.COLLECT), Optional.empty(), Optional.empty());
        }
        throw new IllegalArgumentException("a command that is not known: " + c);
    }

    // --- tickets

    private Outcome issue(Command.Issue i) throws CallingException {
        ServiceSettings service = service("service", i.service(), TicketKind.TICKET);
        if (i.visitor() && !(house.whole().take() && service.take())) {
            throw new CallingException(Reason.SERVICE_CLOSED, "service", i.service(),
                    "visitors take no numbers of the service " + i.service() + "; ask at a counter");
        }
        if (i.visitor() && !house.isOpen(service, now)) {
            throw new CallingException(Reason.SERVICE_CLOSED, "service", i.service(),
                    "the service " + i.service() + " is closed now; it is open "
                            + String.join("; ", service.hours().lines()));
        }
        checkRoom(i.visitor() ? MOST_LIVE - LEFT_BY_VISITORS : MOST_LIVE);
        Entry made = made(numbers.next(service, i.visitor()), TicketKind.TICKET, Optional.of(service.id()), TicketState.ISSUED, false);
        return new Outcome(Optional.of(made.id()), Optional.empty(), Optional.empty(), true);
    }

    private void checkRoom(int most) throws CallingException {
        if (draft.live().size() >= most) {
            throw new CallingException(Reason.QUEUE_FULL, "", "",
                    most + " tickets and orders have not ended, which is all that may; cancel those that are over");
        }
    }

    private Entry made(String number, TicketKind kind, Optional<String> service, TicketState state, boolean typed) throws CallingException {
        checkRoom(MOST_LIVE);
        Entry made = new Entry(new Ticket(tools.ids().next(), number, kind, service, state, Optional.empty(), draft.nextPlace(), now,
                Optional.empty(), Optional.empty(), Optional.empty(), 0, typed, Optional.empty(), Optional.empty(), Optional.empty()),
                Optional.empty());
        draft.put(made);
        return made;
    }

    private Outcome next(Command.Next n) throws CallingException {
        CounterSettings counter = counter(n.counter());
        if (draft.isPaused(n.counter())) {
            throw new CallingException(Reason.COUNTER_PAUSED, "counter", n.counter(),
                    "the counter " + n.counter() + " is paused; open it to call the next one");
        }
        if (n.expected().isPresent()) {
            expect(n.counter(), current(draft, n.counter()), n.expected().get());
        }
        Entry first = draft.live().stream().filter(e -> isFor(house, counter, e.ticket())).findFirst()
                .orElseThrow(() -> new CallingException(Reason.NOBODY_WAITS, "counter", n.counter(),
                        "nobody waits for the counter " + n.counter()));
        finishCurrent(n.counter());
        return call(first, counter, false);
    }

    /** Whether a ticket waits, and a counter may call it. */
    static boolean isFor(House house, CounterSettings counter, Ticket t) {
        if (!t.state().waits()) {
            return false;
        }
        Optional<String> only = only(house, t);
        return only.isPresent() ? only.get().equals(counter.id()) : house.calls(counter, t.service());
    }

    /** The only counter that may call a ticket. One that is not there any more is not waited for. */
    static Optional<String> only(House house, Ticket t) {
        return t.transferredTo().flatMap(Destination::counter).filter(c -> house.counter(c).isPresent());
    }

    private Outcome callNumber(Command.CallNumber c) throws CallingException {
        CounterSettings counter = counter(c.counter());
        String number = number(c.number());
        if (c.service().isPresent()) {
            service("service", c.service().get(), TicketKind.TICKET);
        }
        Optional<Entry> known = known(TicketKind.TICKET, c.service(), number);
        if (known.isPresent()) {
            return callOutOfTurn(counter, known.get());
        }
        finishCurrent(c.counter());
        return call(made(number, TicketKind.TICKET, c.service(), TicketState.ISSUED, true), counter, true);
    }

    /** One that has not ended under this number: written in the same way, or else with other signs between. */
    private Optional<Entry> known(TicketKind kind, Optional<String> service, String number) {
        List<Entry> all = draft.live().stream().filter(e -> e.ticket().kind() == kind)
                .filter(e -> service.isEmpty() || service.equals(e.ticket().service())).toList();
        return all.stream().filter(e -> e.ticket().number().equals(number)).findFirst()
                .or(() -> all.stream().filter(e -> bare(e.ticket().number()).equals(bare(number))).findFirst());
    }

    private static String bare(String number) {
        return number.replaceAll("[ ./-]", "");
    }

    private Outcome callOutOfTurn(CounterSettings counter, Entry e) throws CallingException {
        if (e.state().isAtCounter() && e.ticket().counter().equals(Optional.of(counter.id()))) {
            return again(e, counter);
        }
        finishCurrent(counter.id());
        return call(e, counter, false);
    }

    private Outcome call(Entry e, CounterSettings counter, boolean made) throws CallingException {
        Entry called = move(e, Act.CALL).at(Optional.of(counter.id())).servingSince(Optional.empty());
        Call call = say(called, Optional.of(counter));
        Outcome outcome = about(called.called(call), Optional.of(call), Optional.of(counter.id()));
        return new Outcome(outcome.ticket(), outcome.call(), outcome.counter(), made);
    }

    private Outcome atCounter(Command.AtCounter a) throws CallingException {
        CounterSettings counter = counter(a.counter());
        Entry e = current(a.counter(), a.expected());
        return switch (a.act()) {
            case AGAIN -> again(e, counter);
            case SERVE -> about(move(e, Act.SERVE).servingSince(Optional.of(now)), Optional.empty(), Optional.of(a.counter()));
            case FINISH -> about(finished(e), Optional.empty(), Optional.of(a.counter()));
            case NO_SHOW -> about(move(e, Act.NO_SHOW), Optional.empty(), Optional.of(a.counter()));
            case PARK -> about(move(e, Act.PARK), Optional.empty(), Optional.of(a.counter()));
        };
    }

    private Outcome again(Entry e, CounterSettings counter) throws CallingException {
        Entry same = move(e, Act.AGAIN);
        Call call = say(same, Optional.of(counter));
        return about(same.called(call), Optional.of(call), Optional.of(counter.id()));
    }

    private void finishCurrent(String counter) throws CallingException {
        Optional<Entry> current = current(draft, counter);
        if (current.isPresent()) {
            draft.put(finished(current.get()));
        }
    }

    private Entry finished(Entry e) throws CallingException {
        Optional<Instant> since = e.ticket().serving().or(() -> e.call().flatMap(draft::call).map(c -> c.call().at()))
                .or(() -> e.ticket().called());
        return move(e, Act.FINISH).servingSince(since);
    }

    private Entry transfer(Entry e, Destination to) throws CallingException {
        if (to.service().isPresent() == to.counter().isPresent()) {
            throw Refusals.invalid("service", to.service().orElse(""),
                    "a ticket is transferred to a service or to a counter: give one of them");
        }
        if (to.service().isPresent()) {
            service("service", to.service().get(), TicketKind.TICKET);
        } else {
            counter(to.counter().orElseThrow());
        }
        return move(e.transferredTo(to), Act.TRANSFER);
    }

    private Outcome requeue(Command.Requeue r) throws CallingException {
        Entry e = ticket(r.ticket());
        after(e, Act.REQUEUE);
        if (e.ticket().service().flatMap(house::service).isEmpty()) {
            throw Refusals.invalid("ticket", e.id(),
                    e.ticket().number() + " belongs to no service, so that nobody would call it; transfer it to a service or a counter");
        }
        return about(move(e, Act.REQUEUE), Optional.empty(), Optional.empty());
    }

    private Outcome pause(Command.Pause p) throws CallingException {
        counter(p.counter());
        draft.pause(p.counter(), p.paused());
        return new Outcome(current(draft, p.counter()).map(Entry::id), Optional.empty(), Optional.of(p.counter()), false);
    }

    // --- orders

    private Outcome order(Command.Order o) throws CallingException {
        ServiceSettings service = service("service", o.service(), TicketKind.ORDER);
        Optional<CounterSettings> counter = place(o.counter(), Optional.of(service));
        Optional<Entry> known = Optional.empty();
        Optional<String> number = Optional.empty();
        if (o.number().isPresent()) {
            number = Optional.of(number(o.number().get()));
            known = known(TicketKind.ORDER, Optional.of(o.service()), number.get());
        }
        boolean isNew = known.isEmpty();
        Entry e = isNew
                ? made(number.isPresent() ? number.get() : numbers.next(service, false), TicketKind.ORDER, Optional.of(service.id()),
                        TicketState.PREPARING, number.isPresent())
                : known.get();
        return o.ready() ? ready(e, counter, isNew) : new Outcome(Optional.of(e.id()), Optional.empty(), Optional.empty(), isNew);
    }

    private Outcome ready(Entry e, Optional<CounterSettings> counter, boolean made) throws CallingException {
        Entry ready = move(e, Act.READY).at(counter.map(CounterSettings::id));
        Call call = say(ready, counter);
        Outcome outcome = about(ready.called(call), Optional.of(call), Optional.empty());
        return new Outcome(outcome.ticket(), outcome.call(), Optional.empty(), made);
    }

    private Optional<CounterSettings> place(Optional<String> named, Optional<ServiceSettings> service) throws CallingException {
        Optional<String> id = named.or(() -> service.flatMap(ServiceSettings::counter));
        return id.isEmpty() ? Optional.empty() : Optional.of(counter(id.get()));
    }

    // --- what all need

    private Call say(Entry e, Optional<CounterSettings> counter) {
        Ticket t = e.ticket();
        Words words = tools.speech().words(house,
                new Speech.Subject(t.number(), t.kind(), t.service().flatMap(house::service), counter));
        Keys keys = Keys.NONE.withSupersede(Keys.CALLING + t.id())
                .withGroup(Keys.CALLING + counter.map(CounterSettings::id).orElse("orders"));
        Call call = new Call("c" + tools.ids().next(), t.id(), t.number(), t.kind(), t.service(), counter.map(CounterSettings::id), by,
                t.calls(), now, CallState.SUBMITTING, Optional.empty(), Optional.empty(),
                words.words().stream().map(Words.InLanguage::language).toList(), Optional.empty(), Optional.empty(), Optional.empty());
        draft.put(new KeptCall(call, Optional.of(words.request().withKeys(keys))));
        return call;
    }

    private Outcome about(Entry e, Optional<Call> call, Optional<String> counter) {
        draft.put(e);
        return new Outcome(Optional.of(e.id()), call.map(Call::id), counter, false);
    }

    private TicketState after(Entry e, Act act) throws CallingException {
        Optional<TicketState> next = TicketMachine.next(e.state(), act);
        if (next.isEmpty()) {
            throw Refusals.wrongState(e.ticket(), act, house.whole().zone());
        }
        return next.get();
    }

    private Entry move(Entry e, Act act) throws CallingException {
        return e.in(after(e, act), now);
    }

    private Entry ticket(String id) throws CallingException {
        return draft.ticket(id).orElseThrow(() -> Refusals.unknownTicket(id));
    }

    private CounterSettings counter(String id) throws CallingException {
        return house.counter(id).orElseThrow(() -> Refusals.unknownCounter(id));
    }

    private ServiceSettings service(String field, String id, TicketKind kind) throws CallingException {
        ServiceSettings service = house.service(id).orElseThrow(() -> Refusals.unknownService(id));
        if (service.kind() != kind) {
            throw Refusals.invalid(field, id, kind == TicketKind.ORDER
                    ? "that service has tickets; orders need one of the kind ORDERS"
                    : "that service has orders; tickets need one of the kind TICKETS");
        }
        return service;
    }

    private static String number(String typed) throws CallingException {
        return TypedNumber.of(typed).orElseThrow(() -> Refusals.invalid("number", typed, TypedNumber.RULE));
    }

    private Entry current(String counter, Optional<String> expected) throws CallingException {
        counter(counter);
        Optional<Entry> current = current(draft, counter);
        if (expected.isPresent()) {
            expect(counter, current, expected.get());
        }
        return current.orElseThrow(() -> new CallingException(Reason.NO_TICKET, "counter", counter,
                "the counter " + counter + " has no ticket; call one first"));
    }

    /** @param expected id of the ticket that is meant; "": none */
    private static void expect(String counter, Optional<Entry> current, String expected) throws CallingException {
        if (!current.map(Entry::id).orElse("").equals(expected)) {
            throw new CallingException(Reason.OTHER_TICKET, "ticket", expected, "the counter " + counter + " has "
                    + current.map(e -> e.ticket().number()).orElse("no ticket") + " now, and not the one that was meant; look again");
        }
    }

    /** The ticket that a counter has. */
    static Optional<Entry> current(Draft draft, String counter) {
        return draft.live().stream().filter(e -> e.state().isAtCounter() && e.ticket().counter().equals(Optional.of(counter))).findFirst();
    }
}
