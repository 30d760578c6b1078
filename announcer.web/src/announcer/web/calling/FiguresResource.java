package announcer.web.calling;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;

import com.google.gson.JsonObject;

import announcer.api.calling.Calling;
import announcer.api.calling.CallingException;
import announcer.api.calling.Desk;
import announcer.api.calling.Ticket;
import announcer.web.http.Exchange;
import announcer.web.http.Problem;
import announcer.web.http.QueryParameters;
import announcer.web.http.ServiceLookup;

/** {@code /api/calling/figures}: waiting and service times of some days, from the tickets that are kept. Safe for use by any thread. */
final class FiguresResource {
    private static final int MOST_DAYS = 92;
    private static final String HEAD = "number,kind,service,counter,state,issued,called,serving,ended,calls,wait_seconds,service_seconds\r\n";
    /** The thread that writes the store reads it too. */
    private static final int MOST_AT_ONCE = 1;

    private final Semaphore turns = new Semaphore(MOST_AT_ONCE);
    private final ServiceLookup<Calling> calling;

    FiguresResource(ServiceLookup<Calling> calling) {
        this.calling = calling;
    }

    /** Days of the house, both included. */
    private record Days(LocalDate from, LocalDate to) {}

    private static Days days(QueryParameters query, Desk desk) throws Problem {
        LocalDate today = desk.now().atZone(desk.zone()).toLocalDate();
        LocalDate to = day(query, "to").orElse(today);
        LocalDate from = day(query, "from").orElse(query.text("to").isPresent() ? to : today);
        long count = ChronoUnit.DAYS.between(from, to) + 1;
        if (count < 1 || count > MOST_DAYS) {
            throw Problem.field("from", from.toString(),
                    "from " + from + " to " + to + " are " + count + " days; they may be 1 to " + MOST_DAYS);
        }
        return new Days(from, to);
    }

    private static Optional<LocalDate> day(QueryParameters query, String name) throws Problem {
        Optional<String> text = query.text(name);
        try {
            return text.map(LocalDate::parse);
        } catch (DateTimeParseException e) {
            throw Problem.field(name, text.orElse(""), "the query parameter \"" + name + "\" is \"" + Problem.shortened(text.orElse(""))
                    + "\"; it must be a day such as 2026-11-30");
        }
    }

    /** Takes the tickets of one day. */
    private interface EachDay {
        void take(List<Ticket> tickets) throws IOException;
    }

    /** One day after the other: those of a quarter would not find room at once. */
    private void read(Calling from, Days days, EachDay each) throws Problem, IOException {
        if (!turns.tryAcquire()) {
            throw new Problem(429, "too-many-figures", "Figures are being made", "figures are being made for somebody else; try again")
                    .later();
        }
        try {
            for (LocalDate day = days.from(); !day.isAfter(days.to()); day = day.plusDays(1)) {
                each.take(from.history(day, day));
            }
        } catch (CallingException e) {
            throw CallingProblems.of(e);
        } finally {
            turns.release();
        }
    }

    void show(Exchange exchange) throws Problem, IOException {
        QueryParameters query = exchange.query(List.of("from", "to", "service", "counter"));
        Calling now = calling.get();
        Desk desk = now.desk();
        Days days = days(query, desk);
        Figures figures = new Figures(desk.zone());
        read(now, days, tickets -> figures.add(tickets.stream()
                .filter(t -> query.text("service").isEmpty() || query.text("service").equals(t.service()))
                .filter(t -> query.text("counter").isEmpty() || query.text("counter").equals(t.counter())).toList()));
        JsonObject json = new JsonObject();
        json.addProperty("from", days.from().toString());
        json.addProperty("to", days.to().toString());
        json.addProperty("timeZone", desk.zone().getId());
        json.addProperty("keepDays", now.keepDays());
        json.add("total", figures.total());
        json.add("services", figures.services());
        json.add("counters", figures.counters());
        json.add("hours", figures.hours());
        exchange.answer(200, json);
    }

    /** One line a ticket. */
    void export(Exchange exchange) throws Problem, IOException {
        QueryParameters query = exchange.query(List.of("from", "to"));
        Calling now = calling.get();
        Days days = days(query, now.desk());
        Csv csv = new Csv(exchange, days);
        try {
            read(now, days, csv);
        } catch (Problem e) {
            if (csv.begun) {
                // Broken off: nobody is to take it for the whole.
                throw new IOException(e.getMessage(), e);
            }
            throw e;
        }
    }

    /** The answer, which begins with the first day that could be read. */
    private static final class Csv implements EachDay {
        private final Exchange exchange;
        private final Days days;
        private boolean begun;

        Csv(Exchange exchange, Days days) {
            this.exchange = exchange;
            this.days = days;
        }

        @Override
        public void take(List<Ticket> tickets) throws IOException {
            OutputStream out = exchange.response().getOutputStream();
            if (!begun) {
                begun = true;
                exchange.audit("calling export", days.from() + " to " + days.to());
                exchange.response().setContentType("text/csv;charset=utf-8");
                exchange.response().setHeader("Content-Disposition",
                        "attachment; filename=\"tickets-" + days.from() + "-" + days.to() + ".csv\"");
                out.write(HEAD.getBytes(StandardCharsets.UTF_8));
            }
            for (Ticket t : tickets) {
                out.write(line(t).getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    /** None of the values has a comma, a quote or a line end: numbers and ids cannot. */
    private static String line(Ticket t) {
        return String.join(",", t.number(), t.kind().name(), t.service().orElse(""), t.counter().orElse(""), t.state().name(),
                t.issued().toString(), time(t.called()), time(t.serving()), time(t.ended()), Integer.toString(t.calls()),
                seconds(Figures.waited(t)), seconds(Figures.served(t))) + "\r\n";
    }

    private static String time(Optional<Instant> at) {
        return at.map(Instant::toString).orElse("");
    }

    private static String seconds(Optional<Duration> time) {
        return time.map(d -> Long.toString(d.toSeconds())).orElse("");
    }
}
