package announcer.web.calling;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

import announcer.api.calling.Ticket;
import announcer.api.calling.TicketState;
import announcer.lib.json.JsonValues;

/** Waiting and service times of some tickets. Immutable. */
final class Figures {
    private static final double NINE_TENTHS = 0.9;

    private final List<Ticket> tickets;
    private final ZoneId zone;

    Figures(Collection<Ticket> tickets, ZoneId zone) {
        this.tickets = List.copyOf(tickets);
        this.zone = zone;
    }

    /** How long it waited for its first call; of a number typed by hand nobody knows. */
    static Optional<Duration> waited(Ticket t) {
        return t.typed() ? Optional.empty() : t.called().map(c -> Duration.between(t.issued(), c));
    }

    /** How long it was served. */
    static Optional<Duration> served(Ticket t) {
        return t.state() == TicketState.SERVED && t.serving().isPresent() && t.ended().isPresent()
                ? Optional.of(Duration.between(t.serving().get(), t.ended().get()))
                : Optional.empty();
    }

    JsonObject total() {
        return row(tickets);
    }

    JsonArray services() {
        return rows("service", t -> t.service().orElse(""));
    }

    JsonArray counters() {
        return rows("counter", t -> t.counter().orElse(""));
    }

    /** By the hour of the day at which they were called, or issued when they were not. */
    JsonArray hours() {
        Map<Integer, List<Ticket>> groups = new TreeMap<>();
        tickets.forEach(t -> groups.computeIfAbsent(hour(t.called().orElse(t.issued())), h -> new ArrayList<>()).add(t));
        JsonArray rows = new JsonArray();
        groups.forEach((hour, some) -> {
            JsonObject row = row(some);
            row.addProperty("hour", hour);
            rows.add(row);
        });
        return rows;
    }

    private int hour(Instant at) {
        return at.atZone(zone).getHour();
    }

    private JsonArray rows(String name, Function<Ticket, String> key) {
        Map<String, List<Ticket>> groups = new TreeMap<>();
        tickets.forEach(t -> groups.computeIfAbsent(key.apply(t), k -> new ArrayList<>()).add(t));
        JsonArray rows = new JsonArray();
        groups.forEach((group, some) -> {
            JsonObject row = row(some);
            row.add(name, JsonValues.text(Optional.of(group).filter(g -> !g.isEmpty())));
            rows.add(row);
        });
        return rows;
    }

    private static JsonObject row(List<Ticket> some) {
        JsonObject json = new JsonObject();
        json.addProperty("issued", some.size());
        json.addProperty("served",
                some.stream().filter(t -> t.state() == TicketState.SERVED || t.state() == TicketState.COLLECTED).count());
        json.addProperty("noShow", some.stream().filter(Figures::isNoShow).count());
        json.addProperty("cancelled", some.stream().filter(t -> t.state() == TicketState.CANCELLED && !isNoShow(t)).count());
        json.add("waitSeconds", times(some.stream().flatMap(t -> waited(t).stream()).sorted().toList()));
        json.add("serviceSeconds", times(some.stream().flatMap(t -> served(t).stream()).sorted().toList()));
        return json;
    }

    /** One that was called, and is over without having been served, was never there. */
    private static boolean isNoShow(Ticket t) {
        return t.state() == TicketState.NO_SHOW || t.state() == TicketState.CANCELLED && t.called().isPresent();
    }

    private static JsonElement times(List<Duration> sorted) {
        return JsonValues.orNull(Optional.of(sorted).filter(s -> !s.isEmpty()), s -> {
            JsonObject json = new JsonObject();
            json.addProperty("mean", s.stream().reduce(Duration.ZERO, Duration::plus).dividedBy(s.size()).toSeconds());
            json.addProperty("median", s.get((s.size() - 1) / 2).toSeconds());
            // The nearest rank.
            json.addProperty("p90", s.get((int) Math.ceil(NINE_TENTHS * s.size()) - 1).toSeconds());
            json.addProperty("longest", s.get(s.size() - 1).toSeconds());
            return json;
        });
    }
}
