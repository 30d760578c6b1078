package announcer.testing;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;

import announcer.api.Announcement;
import announcer.api.RejectedException;
import announcer.api.Request;
import announcer.api.calling.Board;
import announcer.api.calling.Call;
import announcer.api.calling.CallState;
import announcer.api.calling.Calling;
import announcer.api.calling.CallingException;
import announcer.api.calling.Command;
import announcer.api.calling.CounterStatus;
import announcer.api.calling.Desk;
import announcer.api.calling.Done;
import announcer.api.calling.ServiceStatus;
import announcer.api.calling.Ticket;
import announcer.api.calling.TicketKind;
import announcer.api.calling.TicketState;
import announcer.api.calling.VisitorTicket;
import announcer.api.calling.Words;

/** A calling service that remembers what it was told and does nothing of it. It has one service, one counter, and what a test gives it. Safe for use by several threads. */
public final class FakeCalling implements Calling {
    /** The time of everything that happens here. */
    public static final Instant NOON = FakeAnnouncer.NOON;

    /** A command that was given, with who gave it and its key. */
    public record Given(Command command, String by, Optional<String> key) {}

    /** The commands that were given, oldest first. */
    public final ConcurrentLinkedDeque<Given> given = new ConcurrentLinkedDeque<>();
    /** Tickets by id. */
    public final Map<String, Ticket> tickets = new ConcurrentHashMap<>();
    /** Thrown for every command, unless null. */
    public volatile CallingException refusal;
    /** Whether commands make tickets. */
    public volatile boolean makes = true;
    /** The boards, by id. */
    public final Map<String, Board> boards = new ConcurrentHashMap<>();
    /** How many numbers one may take in a minute. */
    public volatile int takesPerMinute;
    /** The days of which tickets were asked for: the first and the last of each time. */
    public final ConcurrentLinkedDeque<List<LocalDate>> asked = new ConcurrentLinkedDeque<>();
    /** The day whose tickets cannot be read, unless null. */
    public volatile LocalDate unreadable;
    /** How many wait. */
    public volatile int waiting = 2;
    /** The state of the latest call. */
    public volatile CallState callState = CallState.SPOKEN;
    /** What is wrong with the whole. */
    public volatile Optional<String> problem = Optional.empty();
    /** Whether the engine is there. */
    public volatile boolean engine = true;

    /** One with a ticket "t1" at the counter, and the board "default". */
    public FakeCalling() {
        tickets.put("t1", ticket("t1", TicketState.CALLED));
        boards.put(Board.DEFAULT, boardOf("A-023"));
    }

    /** A ticket A-023 that was called. */
    public static Ticket ticket(String id, TicketState state) {
        Call call = new Call("c1", id, "A-023", TicketKind.TICKET, Optional.of("a"), Optional.of("k1"), "anna", 0, NOON, CallState.SPOKEN,
                Optional.empty(), Optional.of("a7"), List.of("en"), Optional.of(NOON), Optional.of(NOON.plusSeconds(2)),
                Optional.of(new Call.Heard(4, 3)));
        return new Ticket(id, "A-023", TicketKind.TICKET, Optional.of("a"), state, Optional.of("k1"), 23, NOON.minusSeconds(60),
                Optional.of(NOON), Optional.empty(), state.isFinal() ? Optional.of(NOON) : Optional.empty(), 1, false, Optional.empty(),
                Optional.of(call), Optional.empty());
    }

    /** A board that shows a number. */
    public static Board boardOf(String number) {
        Board.Shown shown = new Board.Shown("c1", number, TicketKind.TICKET, Optional.of("k1"), "1", Map.of("en", "counter one"), NOON, 0,
                true);
        return new Board(Board.DEFAULT, Map.of(), NOON, ZoneId.of("UTC"), List.of("en"), Optional.of(shown), List.of(), 2,
                Optional.of(Duration.ofSeconds(90)), List.of(service(2)), Optional.of(new Board.Orders(List.of("57"), List.of("55"))),
                Map.of("en", "Welcome"));
    }

    private static ServiceStatus service(int waiting) {
        return new ServiceStatus("a", TicketKind.TICKET, "A-", Map.of("en", "Accounts"), true, List.of("08:00-12:00"), waiting,
                Duration.ofSeconds(61), Optional.empty(), Optional.of("A-024"), true, List.of("k1"));
    }

    private CounterStatus counter() {
        return new CounterStatus("k1", "1", Map.of("en", "counter one"), List.of("a"), List.of("main"), false,
                Optional.ofNullable(tickets.get("t1")), waiting, Duration.ofSeconds(61), Optional.of("A-024"));
    }

    @Override
    public Done perform(Command command, String by, Optional<String> key) throws CallingException {
        given.add(new Given(command, by, key));
        if (refusal != null) {
            throw refusal;
        }
        Optional<Ticket> t = Optional.ofNullable(tickets.get("t1"));
        return new Done(t, t.flatMap(Ticket::call), command.atCounter().map(c -> counter()), makes, false);
    }

    @Override
    public boolean isCalling() {
        return engine;
    }

    @Override
    public Desk desk() {
        return new Desk(Instant.now(), ZoneId.of("UTC"), true, problem, List.of(service(waiting)), List.of(counter()), List.of(),
                List.of(), List.of(latest()), Map.of(Board.DEFAULT, Map.of()), takesPerMinute > 0);
    }

    private Call latest() {
        Call c = tickets.get("t1").call().orElseThrow();
        return new Call(c.id(), c.ticket(), c.number(), c.kind(), c.service(), c.counter(), c.by(), c.again(), c.at(), callState, c.cause(),
                c.announcement(), c.languages(), c.started(), c.ended(), c.heard());
    }

    @Override
    public List<Ticket> tickets() {
        return tickets.values().stream().sorted((a, b) -> a.id().compareTo(b.id())).toList();
    }

    @Override
    public Optional<Ticket> ticket(String id) {
        return Optional.ofNullable(tickets.get(id));
    }

    @Override
    public Optional<Board> board(String id) {
        return Optional.ofNullable(boards.get(id));
    }

    @Override
    public Optional<VisitorTicket> visitor(String id) {
        return ticket(id).map(t -> new VisitorTicket(t.id(), t.number(), t.kind(), t.service(), Map.of("en", "Accounts"), t.state(),
                Instant.now(), t.issued(), t.state().waits() ? Optional.of(3) : Optional.empty(), Optional.empty(), t.counter(), "1",
                Map.of(), t.called(), 0, List.of("en")));
    }

    @Override
    public int takesPerMinute() {
        return takesPerMinute;
    }

    @Override
    public int keepDays() {
        return 30;
    }

    @Override
    public List<String> languages() {
        return List.of("en");
    }

    @Override
    public Words words(String counter, String number, Optional<String> service) throws CallingException {
        if (refusal != null) {
            throw refusal;
        }
        return new Words(number, List.of(new Words.InLanguage("en", number + " please", Optional.empty())),
                Request.of(number + " please").withLocale(Locale.ENGLISH));
    }

    @Override
    public Announcement say(String counter, String text, Optional<Locale> language, Optional<String> key)
            throws CallingException, RejectedException {
        if (refusal != null) {
            throw refusal;
        }
        return new FakeAnnouncement("a8", Request.of(text));
    }

    @Override
    public List<Ticket> history(LocalDate from, LocalDate to) throws CallingException {
        asked.add(List.of(from, to));
        if (unreadable != null && !unreadable.isBefore(from) && !unreadable.isAfter(to)) {
            throw new CallingException(CallingException.Reason.STORE_FAILED, "", "", "the tickets of " + unreadable + " cannot be read");
        }
        return tickets().stream().filter(t -> {
            LocalDate day = LocalDate.ofInstant(t.ended().orElse(t.issued()), ZoneOffset.UTC);
            return !day.isBefore(from) && !day.isAfter(to);
        }).toList();
    }
}
