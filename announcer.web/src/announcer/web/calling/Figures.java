package announcer.web.calling;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

import announcer.api.calling.Ticket;
import announcer.api.calling.TicketState;
import announcer.lib.json.JsonValues;

/** Waiting and service times of tickets, which it does not keep: a year of them would not find room. For one thread. */
final class Figures {
    private static final double NINE_TENTHS = 0.9;

    private final ZoneId zone;
    private final Row total = new Row();
    private final Map<String, Row> services = new TreeMap<>();
    private final Map<String, Row> counters = new TreeMap<>();
    private final Map<Integer, Row> hours = new TreeMap<>();

    Figures(ZoneId zone) {
        this.zone = zone;
    }

    /** How long it waited for its first call; of a number typed by hand nobody knows. Not less than nothing, whatever the clock did. */
    static Optional<Duration> waited(Ticket t) {
        return t.typed() ? Optional.empty() : t.called().map(c -> between(t.issued(), c));
    }

    /** How long it was served. */
    static Optional<Duration> served(Ticket t) {
        return t.state() == TicketState.SERVED && t.serving().isPresent() && t.ended().isPresent()
                ? Optional.of(between(t.serving().get(), t.ended().get()))
                : Optional.empty();
    }

    private static Duration between(Instant from, Instant to) {
        return to.isBefore(from) ? Duration.ZERO : Duration.between(from, to);
    }

    /** Adds some. */
    Figures add(Collection<Ticket> some) {
        for (Ticket t : some) {
            total.add(t);
            services.computeIfAbsent(t.service().orElse(""), s -> new Row()).add(t);
            counters.computeIfAbsent(t.counter().orElse(""), c -> new Row()).add(t);
            // By the hour at which they were called, or issued when they were not.
            hours.computeIfAbsent(t.called().orElse(t.issued()).atZone(zone).getHour(), h -> new Row()).add(t);
        }
        return this;
    }

    JsonObject total() {
        return total.json();
    }

    JsonArray services() {
        return named("service", services);
    }

    JsonArray counters() {
        return named("counter", counters);
    }

    /** By the hour of the day. */
    JsonArray hours() {
        JsonArray rows = new JsonArray();
        hours.forEach((hour, row) -> {
            JsonObject json = row.json();
            json.addProperty("hour", hour);
            rows.add(json);
        });
        return rows;
    }

    private static JsonArray named(String name, Map<String, Row> groups) {
        JsonArray rows = new JsonArray();
        groups.forEach((group, row) -> {
            JsonObject json = row.json();
            json.add(name, JsonValues.text(Optional.of(group).filter(g -> !g.isEmpty())));
            rows.add(json);
        });
        return rows;
    }

    /** What is counted of some tickets. */
    private static final class Row {
        private final Times waits = new Times();
        private final Times services = new Times();
        private int issued;
        private int served;
        private int noShow;
        private int cancelled;

        void add(Ticket t) {
            issued++;
            if (t.state() == TicketState.SERVED || t.state() == TicketState.COLLECTED) {
                served++;
            } else if (t.state() == TicketState.NO_SHOW || t.state() == TicketState.CANCELLED && t.called().isPresent()) {
                // One that was called, and is over without having been served, was never there.
                noShow++;
            } else if (t.state() == TicketState.CANCELLED) {
                cancelled++;
            }
            waited(t).ifPresent(waits::add);
            served(t).ifPresent(services::add);
        }

        JsonObject json() {
            JsonObject json = new JsonObject();
            json.addProperty("issued", issued);
            json.addProperty("served", served);
            json.addProperty("noShow", noShow);
            json.addProperty("cancelled", cancelled);
            json.add("waitSeconds", waits.json());
            json.add("serviceSeconds", services.json());
            return json;
        }
    }

    /** Times in milliseconds, 24 days at most. */
    private static final class Times {
        private int[] millis = new int[16];
        private int count;

        void add(Duration time) {
            if (count == millis.length) {
                millis = Arrays.copyOf(millis, 2 * count);
            }
            millis[count++] = (int) Math.min(Integer.MAX_VALUE, time.toMillis());
        }

        JsonElement json() {
            return JsonValues.orNull(Optional.of(count).filter(n -> n > 0), n -> {
                Arrays.sort(millis, 0, n);
                JsonObject json = new JsonObject();
                json.addProperty("mean", IntStream.of(millis).limit(n).asLongStream().sum() / n / 1_000);
                json.addProperty("median", seconds((n - 1) / 2));
                // The nearest rank.
                json.addProperty("p90", seconds((int) Math.ceil(NINE_TENTHS * n) - 1));
                json.addProperty("longest", seconds(n - 1));
                return json;
            });
        }

        private int seconds(int rank) {
            return millis[rank] / 1_000;
        }
    }
}
