package announcer.web.calling;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;

import announcer.api.calling.Board;
import announcer.api.calling.Call;
import announcer.api.calling.CounterStatus;
import announcer.api.calling.Desk;
import announcer.api.calling.Destination;
import announcer.api.calling.Done;
import announcer.api.calling.ServiceStatus;
import announcer.api.calling.Ticket;
import announcer.api.calling.TicketKind;
import announcer.api.calling.VisitorTicket;
import announcer.api.calling.Words;
import announcer.api.stream.Urls;
import announcer.lib.json.JsonValues;

/** What the calling service tells, as JSON. */
final class CallingJson {
    private CallingJson() {
    }

    static JsonObject of(Desk d) {
        JsonObject json = new JsonObject();
        json.addProperty("now", d.now().toString());
        json.addProperty("timeZone", d.zone().getId());
        json.addProperty("durable", d.durable());
        json.add("problem", JsonValues.masked(d.problem()));
        json.add("services", array(d.services(), CallingJson::of));
        json.add("counters", array(d.counters(), CallingJson::of));
        json.add("parked", array(d.parked(), CallingJson::of));
        json.add("orders", array(d.orders(), CallingJson::of));
        json.add("calls", array(d.calls(), CallingJson::of));
        json.add("boards", array(d.boards().entrySet(), b -> {
            JsonObject board = new JsonObject();
            board.addProperty("id", b.getKey());
            board.add("names", texts(b.getValue()));
            return board;
        }));
        json.addProperty("take", d.take());
        return json;
    }

    static JsonObject of(ServiceStatus s) {
        JsonObject json = new JsonObject();
        json.addProperty("id", s.id());
        json.addProperty("kind", kind(s));
        json.addProperty("prefix", s.prefix());
        json.add("names", texts(s.names()));
        json.addProperty("open", s.open());
        json.add("hours", texts(s.hours()));
        json.addProperty("waiting", s.waiting());
        json.addProperty("longestWaitSeconds", s.longestWait().toSeconds());
        json.add("estimatedWaitSeconds", wholeSeconds(s.estimatedWait()));
        json.add("next", JsonValues.text(s.next()));
        json.addProperty("take", s.take());
        json.add("counters", texts(s.counters()));
        return json;
    }

    private static String kind(ServiceStatus s) {
        return s.kind() == TicketKind.ORDER ? "ORDERS" : "TICKETS";
    }

    static JsonObject of(CounterStatus c) {
        JsonObject json = new JsonObject();
        json.addProperty("id", c.id());
        json.addProperty("name", c.name());
        json.add("names", texts(c.names()));
        json.add("services", texts(c.services()));
        json.add("channels", texts(c.channels()));
        json.addProperty("state", c.paused() ? "PAUSED" : "OPEN");
        json.add("current", JsonValues.orNull(c.current(), CallingJson::of));
        json.addProperty("waiting", c.waiting());
        json.addProperty("longestWaitSeconds", c.longestWait().toSeconds());
        json.add("next", JsonValues.text(c.next()));
        return json;
    }

    static JsonObject of(Ticket t) {
        JsonObject json = new JsonObject();
        json.addProperty("id", t.id());
        json.addProperty("number", t.number());
        json.addProperty("kind", t.kind().name());
        json.add("service", JsonValues.text(t.service()));
        json.addProperty("state", t.state().name());
        json.add("counter", JsonValues.text(t.counter()));
        json.addProperty("issued", t.issued().toString());
        json.add("called", JsonValues.instant(t.called()));
        json.add("serving", JsonValues.instant(t.serving()));
        json.add("ended", JsonValues.instant(t.ended()));
        json.addProperty("calls", t.calls());
        json.addProperty("typed", t.typed());
        json.add("transferredTo", JsonValues.orNull(t.transferredTo(), CallingJson::of));
        json.add("call", JsonValues.orNull(t.call(), CallingJson::of));
        json.add("cause", JsonValues.text(t.cause()));
        return json;
    }

    private static JsonObject of(Destination to) {
        JsonObject json = new JsonObject();
        json.add("service", JsonValues.text(to.service()));
        json.add("counter", JsonValues.text(to.counter()));
        return json;
    }

    static JsonObject of(Call c) {
        JsonObject json = new JsonObject();
        json.addProperty("id", c.id());
        json.addProperty("ticket", c.ticket());
        json.addProperty("number", c.number());
        json.addProperty("kind", c.kind().name());
        json.add("service", JsonValues.text(c.service()));
        json.add("counter", JsonValues.text(c.counter()));
        json.addProperty("by", c.by());
        json.addProperty("again", c.again());
        json.addProperty("at", c.at().toString());
        json.addProperty("state", c.state().name());
        json.add("cause", JsonValues.text(c.cause().map(Urls::masked)));
        json.add("announcement", JsonValues.text(c.announcement()));
        json.add("languages", texts(c.languages()));
        json.add("started", JsonValues.instant(c.started()));
        json.add("ended", JsonValues.instant(c.ended()));
        json.add("heard", JsonValues.orNull(c.heard(), h -> {
            JsonObject heard = new JsonObject();
            heard.addProperty("connected", h.connected());
            heard.addProperty("received", h.received());
            return heard;
        }));
        return json;
    }

    static JsonObject of(Done d) {
        JsonObject json = new JsonObject();
        json.add("ticket", JsonValues.orNull(d.ticket(), CallingJson::of));
        json.add("call", JsonValues.orNull(d.call(), CallingJson::of));
        json.add("counter", JsonValues.orNull(d.counter(), CallingJson::of));
        return json;
    }

    static JsonObject of(Words w) {
        JsonObject json = new JsonObject();
        json.addProperty("number", w.number());
        json.add("words", array(w.words(), in -> {
            JsonObject words = new JsonObject();
            words.addProperty("language", in.language());
            words.addProperty("text", in.text());
            words.add("voice", JsonValues.text(in.voice()));
            return words;
        }));
        json.addProperty("markup", w.request().markup().name().toLowerCase(Locale.ROOT));
        json.addProperty("text", w.request().text());
        json.add("locale", JsonValues.text(w.request().locale().map(Locale::toLanguageTag)));
        json.add("voice", JsonValues.text(w.request().voice()));
        json.addProperty("channel", w.request().channel());
        return json;
    }

    /** @param stale whether nobody knows whether it is still so */
    static JsonObject of(Board b, boolean stale) {
        JsonObject json = new JsonObject();
        json.addProperty("id", b.id());
        json.add("names", texts(b.names()));
        json.addProperty("now", b.now().toString());
        json.addProperty("timeZone", b.zone().getId());
        json.add("languages", texts(b.languages()));
        json.add("current", JsonValues.orNull(b.current(), CallingJson::of));
        json.add("last", array(b.last(), CallingJson::of));
        json.addProperty("waiting", b.waiting());
        json.add("estimatedWaitSeconds", wholeSeconds(b.estimatedWait()));
        json.add("services", array(b.services(), s -> {
            JsonObject service = new JsonObject();
            service.addProperty("id", s.id());
            service.addProperty("kind", kind(s));
            service.addProperty("prefix", s.prefix());
            service.add("names", texts(s.names()));
            service.addProperty("open", s.open());
            service.addProperty("waiting", s.waiting());
            service.add("estimatedWaitSeconds", wholeSeconds(s.estimatedWait()));
            return service;
        }));
        json.add("orders", JsonValues.orNull(b.orders(), o -> {
            JsonObject orders = new JsonObject();
            orders.add("preparing", texts(o.preparing()));
            orders.add("ready", texts(o.ready()));
            return orders;
        }));
        json.add("notice", texts(b.notice()));
        json.addProperty("stale", stale);
        return json;
    }

    private static JsonObject of(Board.Shown s) {
        JsonObject json = new JsonObject();
        json.addProperty("id", s.call());
        json.addProperty("number", s.number());
        json.addProperty("kind", s.kind().name());
        json.add("counter", counter(s.counter(), s.counterName(), s.counterNames()));
        json.addProperty("at", s.at().toString());
        json.addProperty("again", s.again());
        json.addProperty("speaking", s.speaking());
        return json;
    }

    private static JsonElement counter(Optional<String> id, String name, Map<String, String> names) {
        return JsonValues.orNull(id, i -> {
            JsonObject counter = new JsonObject();
            counter.addProperty("id", i);
            counter.addProperty("name", name);
            counter.add("names", texts(names));
            return counter;
        });
    }

    static JsonObject of(VisitorTicket t) {
        JsonObject json = new JsonObject();
        json.addProperty("id", t.id());
        json.addProperty("number", t.number());
        json.addProperty("kind", t.kind().name());
        json.add("service", JsonValues.orNull(t.service(), s -> {
            JsonObject service = new JsonObject();
            service.addProperty("id", s);
            service.add("names", texts(t.serviceNames()));
            return service;
        }));
        json.addProperty("state", t.state().name());
        json.addProperty("now", t.now().toString());
        json.addProperty("issued", t.issued().toString());
        json.add("before", JsonValues.orNull(t.before(), JsonPrimitive::new));
        json.add("estimatedWaitSeconds", wholeSeconds(t.estimatedWait()));
        json.add("counter", counter(t.counter(), t.counterName(), t.counterNames()));
        json.add("called", JsonValues.instant(t.called()));
        json.addProperty("again", t.again());
        json.add("languages", texts(t.languages()));
        return json;
    }

    /** What visitors may take. */
    static JsonObject offer(List<ServiceStatus> services, List<String> languages, Instant now) {
        JsonObject json = new JsonObject();
        json.addProperty("now", now.toString());
        json.add("services", array(services, s -> {
            JsonObject service = new JsonObject();
            service.addProperty("id", s.id());
            service.addProperty("prefix", s.prefix());
            service.add("names", texts(s.names()));
            service.addProperty("open", s.open());
            service.add("hours", texts(s.hours()));
            service.addProperty("waiting", s.waiting());
            service.add("estimatedWaitSeconds", wholeSeconds(s.estimatedWait()));
            return service;
        }));
        json.add("languages", texts(languages));
        return json;
    }

    static <T> JsonArray array(Collection<T> all, Function<T, JsonElement> json) {
        JsonArray array = new JsonArray();
        all.forEach(t -> array.add(json.apply(t)));
        return array;
    }

    private static JsonObject texts(Map<String, String> texts) {
        JsonObject json = new JsonObject();
        texts.forEach(json::addProperty);
        return json;
    }

    private static JsonArray texts(List<String> texts) {
        return array(texts, JsonPrimitive::new);
    }

    private static JsonElement wholeSeconds(Optional<Duration> duration) {
        return JsonValues.orNull(duration, d -> new JsonPrimitive(d.toSeconds()));
    }
}
