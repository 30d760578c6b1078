package announcer.web.calling;

import java.io.IOException;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import com.google.gson.JsonObject;

import announcer.api.Announcement;
import announcer.api.RejectedException;
import announcer.api.calling.Calling;
import announcer.api.calling.CallingException;
import announcer.api.calling.Command;
import announcer.api.calling.Command.Act;
import announcer.api.calling.Destination;
import announcer.api.calling.Done;
import announcer.web.engine.IdempotencyKeyHeader;
import announcer.web.http.Exchange;
import announcer.web.http.JsonFields;
import announcer.web.http.Problem;
import announcer.web.http.Routes;
import announcer.web.http.ServiceLookup;

/** The commands of operators and machines. Safe for use by any thread. */
final class CommandResource {
    private static final String TICKET = "ticket";
    private static final String SERVICE = "service";
    private static final String COUNTER = "counter";
    private static final String NUMBER = "number";

    private final ServiceLookup<Calling> calling;

    CommandResource(ServiceLookup<Calling> calling) {
        this.calling = calling;
    }

    /** The fields of a body; none where there is none. */
    private static Body body(Exchange exchange, String... known) throws Problem {
        boolean empty = exchange.request().getContentLengthLong() <= 0 && exchange.request().getHeader("Transfer-Encoding") == null;
        if (empty) {
            exchange.query(List.of());
            return new Body(Optional.empty());
        }
        if (known.length > 0) {
            return new Body(Optional.of(JsonFields.of(exchange, List.of(known))));
        }
        Map<String, Object> given = JsonFields.any(exchange, "{}").all();
        if (!given.isEmpty()) {
            throw CallingProblems.unknownField(given.keySet());
        }
        return new Body(Optional.empty());
    }

    /** The fields of a body that may be empty. */
    private record Body(Optional<JsonFields> fields) {
        Optional<String> text(String name) throws Problem {
            return fields.isEmpty() ? Optional.empty() : fields.get().optionalText(name);
        }

        String needed(String name) throws Problem {
            return text(name).orElseThrow(() -> JsonFields.missing(name));
        }

        boolean flag(String name) throws Problem {
            Object value = fields.map(f -> f.all().get(name)).orElse(null);
            if (value != null && !(value instanceof Boolean)) {
                throw new Problem(400, "wrong-type", "A field has the wrong type", "the field \"" + name + "\" must be true or false")
                        .about(name, null);
            }
            return Boolean.TRUE.equals(value);
        }

        Destination destination() throws Problem {
            return new Destination(text(SERVICE), text(COUNTER));
        }
    }

    private Done perform(Exchange exchange, Command command) throws Problem {
        try {
            return calling.get().perform(command, exchange.caller().name(), IdempotencyKeyHeader.of(exchange.request()));
        } catch (CallingException e) {
            throw CallingProblems.of(e);
        }
    }

    private void done(Exchange exchange, Command command) throws Problem, IOException {
        exchange.answer(200, CallingJson.of(perform(exchange, command)));
    }

    // --- of counters

    void next(Exchange exchange) throws Problem, IOException {
        done(exchange, new Command.Next(exchange.id(), body(exchange, TICKET).text(TICKET)));
    }

    void call(Exchange exchange) throws Problem, IOException {
        Body body = body(exchange, NUMBER, SERVICE, TICKET);
        Optional<String> ticket = body.text(TICKET);
        if (ticket.isPresent() && body.text(NUMBER).isPresent()) {
            throw Problem.field(NUMBER, body.needed(NUMBER), "both number and ticket are given; a call is of one of them");
        }
        done(exchange, ticket.isPresent()
                ? new Command.CallTicket(exchange.id(), ticket.get())
                : new Command.CallNumber(exchange.id(), body.needed(NUMBER), body.text(SERVICE)));
    }

    Routes.Handler act(Act act) {
        return exchange -> done(exchange, new Command.AtCounter(exchange.id(), act, body(exchange, TICKET).text(TICKET)));
    }

    void transferCurrent(Exchange exchange) throws Problem, IOException {
        Body body = body(exchange, SERVICE, COUNTER, TICKET);
        done(exchange, new Command.TransferCurrent(exchange.id(), body.destination(), body.text(TICKET)));
    }

    Routes.Handler pause(boolean paused) {
        return exchange -> {
            body(exchange);
            done(exchange, new Command.Pause(exchange.id(), paused));
        };
    }

    void say(Exchange exchange) throws Problem, IOException {
        Body body = body(exchange, "text", "language");
        Announcement said;
        try {
            said = calling.get().say(exchange.id(), body.needed("text"), language(body.text("language")),
                    IdempotencyKeyHeader.of(exchange.request()));
        } catch (CallingException e) {
            throw CallingProblems.of(e);
        } catch (RejectedException e) {
            throw Problem.rejected(e);
        }
        JsonObject json = new JsonObject();
        json.addProperty("announcement", said.id());
        exchange.answer(202, json);
    }

    private static Optional<Locale> language(Optional<String> tag) throws Problem {
        try {
            return tag.filter(t -> !t.isBlank()).map(t -> new Locale.Builder().setLanguageTag(t).build());
        } catch (IllformedLocaleException e) {
            throw Problem.field("language", tag.orElse(""),
                    "language is \"" + Problem.shortened(tag.orElse("")) + "\"; it must be a tag such as en, de or zh-CN");
        }
    }

    void preview(Exchange exchange) throws Problem, IOException {
        Body body = body(exchange, NUMBER, SERVICE);
        try {
            exchange.answer(200, CallingJson.of(calling.get().words(exchange.id(), body.needed(NUMBER), body.text(SERVICE))));
        } catch (CallingException e) {
            throw CallingProblems.of(e);
        }
    }

    // --- of tickets

    void issue(Exchange exchange) throws Problem, IOException {
        Done done = perform(exchange, new Command.Issue(body(exchange, SERVICE).needed(SERVICE), false));
        var ticket = done.ticket().orElseThrow(CallingProblems::forgotten);
        exchange.response().setHeader("Location", exchange.root() + "/calling/tickets/" + ticket.id());
        exchange.answer(201, CallingJson.of(ticket));
    }

    void requeue(Exchange exchange) throws Problem, IOException {
        body(exchange);
        done(exchange, new Command.Requeue(exchange.id()));
    }

    void transfer(Exchange exchange) throws Problem, IOException {
        done(exchange, new Command.Transfer(exchange.id(), body(exchange, SERVICE, COUNTER).destination()));
    }

    void cancel(Exchange exchange) throws Problem, IOException {
        body(exchange);
        done(exchange, new Command.Cancel(exchange.id()));
    }

    // --- of orders

    void order(Exchange exchange) throws Problem, IOException {
        Body body = body(exchange, SERVICE, NUMBER, "ready", COUNTER);
        Done done = perform(exchange,
                new Command.Order(body.needed(SERVICE), body.text(NUMBER), body.flag("ready"), body.text(COUNTER)));
        exchange.answer(done.made() ? 201 : 200, CallingJson.of(done));
    }

    void ready(Exchange exchange) throws Problem, IOException {
        done(exchange, new Command.Ready(exchange.id(), body(exchange, COUNTER).text(COUNTER)));
    }

    void collected(Exchange exchange) throws Problem, IOException {
        body(exchange);
        done(exchange, new Command.Collected(exchange.id()));
    }
}
