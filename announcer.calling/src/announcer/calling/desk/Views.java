package announcer.calling.desk;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

import announcer.api.calling.Board;
import announcer.api.calling.Call;
import announcer.api.calling.CounterStatus;
import announcer.api.calling.Desk;
import announcer.api.calling.ServiceStatus;
import announcer.api.calling.Ticket;
import announcer.api.calling.TicketKind;
import announcer.api.calling.TicketState;
import announcer.api.calling.VisitorTicket;
import announcer.calling.house.BoardSettings;
import announcer.calling.house.CounterSettings;
import announcer.calling.house.House;
import announcer.calling.house.ServiceSettings;
import announcer.calling.state.CallingState;
import announcer.calling.state.Entry;
import announcer.calling.state.KeptCall;

/** What operators, boards and visitors see at one moment. Immutable; made for one answer. */
final class Views {
    /** A board shows no call that is older. */
    private static final Duration SHOWN = Duration.ofHours(12);

    private final House house;
    private final CallingState state;
    private final Instant now;
    private final List<Ticket> live;
    private final Estimates estimates;

    Views(House house, CallingState state, Instant now) {
        this.house = house;
        this.state = state;
        this.now = now;
        live = state.liveTickets();
        estimates = new Estimates(house, state);
    }

    // --- operators

    Desk desk(boolean durable, Optional<String> problem) {
        Map<String, Map<String, String>> boards = new TreeMap<>();
        house.boards().forEach(b -> boards.put(b.id(), b.names()));
        List<KeptCall> calls = state.calls();
        return new Desk(now, house.whole().zone(), durable, problem, house.services().stream().map(this::service).toList(),
                house.counters().stream().map(this::counter).toList(),
                told(live.stream().filter(t -> t.state() == TicketState.NO_SHOW || t.state() == TicketState.PARKED)
                        .sorted(Comparator.comparing((Ticket t) -> t.called().orElse(t.issued())).reversed()), Desk.MOST_PARKED),
                told(live.stream().filter(t -> t.kind() == TicketKind.ORDER), Desk.MOST_ORDERS),
                latest(calls), boards, house.whole().take());
    }

    private static List<Call> latest(List<KeptCall> calls) {
        return calls.stream().map(KeptCall::call).sorted(Comparator.comparing(Call::at).reversed()).limit(Desk.MOST_CALLS).toList();
    }

    private List<Ticket> told(Stream<Ticket> tickets, int most) {
        return tickets.limit(most).map(this::told).toList();
    }

    private Ticket told(Ticket t) {
        return state.ticket(t.id()).map(state::told).orElse(t);
    }

    ServiceStatus service(ServiceSettings s) {
        List<Ticket> waiting = live.stream().filter(t -> t.state().waits() && t.service().equals(Optional.of(s.id()))
                && Commands.only(house, t).isEmpty()).toList();
        return new ServiceStatus(s.id(), s.kind(), s.numbers().prefix(), s.names(), house.isOpen(s, now), s.hours().lines(), waiting.size(),
                longest(waiting), estimates.wait(s.id(), waiting.size()), waiting.stream().findFirst().map(Ticket::number), s.take(),
                house.countersOf(s.id()).stream().map(CounterSettings::id).toList());
    }

    CounterStatus counter(CounterSettings c) {
        List<Ticket> waiting = live.stream().filter(t -> Commands.isFor(house, c, t)).toList();
        Optional<Ticket> current = live.stream().filter(t -> t.state().isAtCounter() && t.counter().equals(Optional.of(c.id()))).findFirst()
                .map(this::told);
        return new CounterStatus(c.id(), c.name(), c.names(), house.servicesOf(c), c.channels(), state.isPaused(c.id()), current,
                waiting.size(), longest(waiting), waiting.stream().findFirst().map(Ticket::number));
    }

    private Duration longest(List<Ticket> waiting) {
        Duration longest = waiting.stream().map(t -> Duration.between(t.issued(), now)).max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
        return longest.isNegative() ? Duration.ZERO : longest;
    }

    // --- boards

    Board board(BoardSettings b) {
        List<ServiceStatus> services = house.services().stream().filter(s -> b.services().isEmpty() || b.services().contains(s.id()))
                .map(this::service).toList();
        List<Board.Shown> shown = shown(b);
        List<String> languages = b.languages().isEmpty() ? house.whole().languages() : b.languages();
        return new Board(b.id(), b.names(), now, house.whole().zone(), languages, shown.stream().findFirst(),
                shown.stream().skip(1).limit(b.lastCalls()).toList(), services.stream().mapToInt(ServiceStatus::waiting).sum(),
                services.stream().flatMap(s -> s.estimatedWait().stream()).max(Comparator.naturalOrder()), services, orders(services),
                b.notice());
    }

    private List<Board.Shown> shown(BoardSettings b) {
        Map<String, Call> latest = new LinkedHashMap<>();
        state.calls().stream().map(KeptCall::call)
                .filter(c -> c.started().filter(at -> at.isAfter(now.minus(SHOWN))).isPresent() && isOf(b, c))
                .sorted(Comparator.comparing((Call c) -> c.started().orElseThrow()).reversed())
                .forEach(c -> latest.putIfAbsent(c.ticket(), c));
        return latest.values().stream().map(this::shown).toList();
    }

    private static boolean isOf(BoardSettings b, Call c) {
        boolean counter = b.counters().isEmpty() || c.counter().filter(b.counters()::contains).isPresent();
        // One that was typed for no service is its counter's.
        boolean service = b.services().isEmpty()
                || c.service().map(b.services()::contains).orElse(!b.counters().isEmpty());
        return counter && service;
    }

    private Board.Shown shown(Call c) {
        Optional<CounterSettings> counter = c.counter().flatMap(house::counter);
        return new Board.Shown(c.id(), c.number(), c.kind(), c.counter(), counter.map(CounterSettings::name).or(c::counter).orElse(""),
                counter.map(CounterSettings::names).orElse(Map.of()), c.started().orElseThrow(), c.again(), !c.state().isFinal());
    }

    private Optional<Board.Orders> orders(List<ServiceStatus> services) {
        List<String> ids = services.stream().filter(s -> s.kind() == TicketKind.ORDER).map(ServiceStatus::id).toList();
        if (ids.isEmpty()) {
            return Optional.empty();
        }
        List<Ticket> orders = live.stream().filter(t -> t.kind() == TicketKind.ORDER && t.service().filter(ids::contains).isPresent())
                .toList();
        return Optional.of(new Board.Orders(orders.stream().filter(t -> !isReadyForAll(t)).map(Ticket::number).toList(),
                orders.stream().filter(this::isReadyForAll).map(Ticket::number).toList()));
    }

    private boolean isReadyForAll(Ticket t) {
        return t.state() == TicketState.READY && isHeard(t);
    }

    /** Whether its call has been heard, or will not be. */
    private boolean isHeard(Ticket t) {
        Optional<Call> call = told(t).call();
        return t.calls() > 1 || call.isEmpty() || call.get().started().isPresent() || call.get().state().isFinal();
    }

    // --- visitors

    VisitorTicket visitor(Entry e) {
        Ticket t = state.told(e);
        boolean heard = isHeard(t);
        TicketState seen = heard ? t.state() : switch (t.state()) {
            case CALLED -> TicketState.ISSUED;
            case READY -> TicketState.PREPARING;
            default -> t.state();
        };
        boolean called = seen.isAtCounter() || seen == TicketState.READY;
        Optional<Integer> before = seen.waits() ? Optional.of(t.state().waits() ? before(t) : 0) : Optional.empty();
        Optional<ServiceSettings> service = t.service().flatMap(house::service);
        Optional<CounterSettings> counter = t.counter().flatMap(house::counter).filter(c -> called);
        List<String> languages = service.map(ServiceSettings::languages).filter(l -> !l.isEmpty()).orElse(house.whole().languages());
        return new VisitorTicket(t.id(), t.number(), t.kind(), t.service(), service.map(ServiceSettings::names).orElse(Map.of()), seen, now,
                t.issued(), before, before.flatMap(n -> t.service().flatMap(s -> estimates.wait(s, n))), counter.map(CounterSettings::id),
                counter.map(CounterSettings::name).orElse(""), counter.map(CounterSettings::names).orElse(Map.of()),
                called ? t.call().flatMap(c -> c.started().or(() -> Optional.of(c.at()))) : Optional.empty(), Math.max(0, t.calls() - 1),
                languages);
    }

    private int before(Ticket t) {
        Optional<String> only = Commands.only(house, t);
        return (int) live.stream().filter(o -> o.state().waits() && o.place() < t.place())
                .filter(o -> only.isPresent()
                        ? only.equals(Commands.only(house, o))
                        : o.service().equals(t.service()))
                .count();
    }
}
