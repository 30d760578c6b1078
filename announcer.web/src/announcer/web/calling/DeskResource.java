package announcer.web.calling;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.google.gson.JsonObject;

import announcer.api.access.Caller;
import announcer.api.access.HttpCredentials;
import announcer.api.access.Scope;
import announcer.api.calling.Calling;
import announcer.api.calling.Ticket;
import announcer.api.calling.TicketState;
import announcer.lib.http.RequestCredentials;
import announcer.web.http.CallerPlaces;
import announcer.web.http.Exchange;
import announcer.web.http.Problem;
import announcer.web.http.QueryParameters;
import announcer.web.http.ServiceLookup;
import announcer.web.live.SnapshotSource;
import announcer.web.live.StreamResponses;

/** {@code /api/calling}: what operators see. Safe for use by any thread. */
final class DeskResource {
    static final int MOST_CLIENTS = 100;
    private static final String TOPIC = "the desk";

    private final ServiceLookup<Calling> calling;
    private final SnapshotSource callers;
    private final StateStreams streams;
    private final CallerPlaces places = new CallerPlaces();

    DeskResource(ServiceLookup<Calling> calling, SnapshotSource callers, StateStreams streams) {
        this.calling = calling;
        this.callers = callers;
        this.streams = streams;
    }

    void show(Exchange exchange) throws Problem, IOException {
        exchange.query(List.of());
        exchange.answer(200, CallingJson.of(calling.get().desk()));
    }

    void ticket(Exchange exchange) throws Problem, IOException {
        exchange.query(List.of());
        exchange.answer(200, CallingJson
                .of(calling.get().ticket(exchange.id()).orElseThrow(() -> CallingProblems.unknownTicket(exchange.id()))));
    }

    void tickets(Exchange exchange) throws Problem, IOException {
        QueryParameters query = exchange.query(List.of("service", "counter", "state", "number", "limit"));
        int limit = query.number("limit", 100, 1, 1000);
        Set<TicketState> states = states(query.text("state"));
        Stream<Ticket> found = calling.get().tickets().stream()
                .filter(t -> query.text("service").isEmpty() || query.text("service").equals(t.service()))
                .filter(t -> query.text("counter").isEmpty() || query.text("counter").equals(t.counter()))
                .filter(t -> query.text("number").isEmpty() || query.text("number").get().equalsIgnoreCase(t.number()))
                .filter(t -> states.isEmpty() || states.contains(t.state()));
        JsonObject json = new JsonObject();
        json.add("tickets", CallingJson.array(found.limit(limit).toList(), CallingJson::of));
        exchange.answer(200, json);
    }

    private static Set<TicketState> states(Optional<String> given) throws Problem {
        if (given.isEmpty()) {
            return Set.of();
        }
        try {
            return Arrays.stream(given.get().split(",", -1)).map(TicketState::valueOf).collect(Collectors.toSet());
        } catch (IllegalArgumentException e) {
            throw Problem.field("state", given.get(), "the query parameter \"state\" is \"" + Problem.shortened(given.get())
                    + "\"; it must be some of " + Arrays.toString(TicketState.values()).replaceAll("[\\[\\]]", ""));
        }
    }

    void events(Exchange exchange) throws Problem, IOException {
        exchange.query(List.of());
        calling.get();
        if (StreamResponses.isHead(exchange)) {
            exchange.response().setContentType("text/event-stream");
            return;
        }
        Caller caller = exchange.caller();
        switch (places.take(caller, MOST_CLIENTS)) {
            case FULL -> throw tooMany("all places for clients that read events of calling are taken (" + MOST_CLIENTS
                    + CallerPlaces.butKept(caller, MOST_CLIENTS) + ")");
            case SHARE_USED -> throw tooMany(caller.name() + " reads events of calling " + CallerPlaces.share(MOST_CLIENTS)
                    + " times already, and one caller may have half of the " + MOST_CLIENTS + " places");
            case TAKEN -> {
                // It is freed when the stream ends.
            }
        }
        HttpCredentials shown = RequestCredentials.of(exchange.request());
        streams.open(exchange.request(), exchange.response(), new StateStreams.Watcher(TOPIC, this::desk,
                () -> callers.now(caller, shown).filter(c -> c.may(Scope.VIEW)).isPresent(), () -> places.free(caller)));
    }

    private Optional<StateStreams.View> desk() {
        try {
            return Optional.of(new StateStreams.View(CallingJson.of(calling.get().desk()), false));
        } catch (Problem absent) {
            return Optional.empty();
        }
    }

    private static Problem tooMany(String why) {
        return new Problem(429, "too-many-clients", "Too many read events", why + "; try again when one of them has gone").later();
    }
}
