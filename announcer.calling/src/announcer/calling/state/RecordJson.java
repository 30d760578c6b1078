package announcer.calling.state;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import announcer.api.Chime;
import announcer.api.Keys;
import announcer.api.Markup;
import announcer.api.Priority;
import announcer.api.Repeat;
import announcer.api.Request;
import announcer.api.UntilHeard;
import announcer.api.calling.Call;
import announcer.api.calling.Call.Heard;
import announcer.api.calling.CallState;
import announcer.api.calling.Destination;
import announcer.api.calling.Ticket;
import announcer.api.calling.TicketKind;
import announcer.api.calling.TicketState;
import announcer.api.config.InvalidConfigurationException;
import announcer.calling.house.Targets;

/** Records of the store as JSON. What is not known is passed over, and what is missing has a default, so that other versions are understood. */
final class RecordJson {
    private RecordJson() {
    }

    static String of(Entry e) {
        Ticket t = e.ticket();
        JsonObject json = new JsonObject();
        json.addProperty("id", t.id());
        json.addProperty("number", t.number());
        json.addProperty("kind", t.kind().name());
        put(json, "service", t.service());
        json.addProperty("state", t.state().name());
        put(json, "counter", t.counter());
        json.addProperty("place", t.place());
        json.addProperty("issued", t.issued().toString());
        put(json, "called", t.called().map(Instant::toString));
        put(json, "serving", t.serving().map(Instant::toString));
        put(json, "ended", t.ended().map(Instant::toString));
        json.addProperty("calls", t.calls());
        json.addProperty("typed", t.typed());
        put(json, "toService", t.transferredTo().flatMap(Destination::service));
        put(json, "toCounter", t.transferredTo().flatMap(Destination::counter));
        put(json, "call", e.call());
        put(json, "cause", t.cause());
        return json.toString();
    }

    static Entry ticket(String text) {
        JsonObject json = JsonParser.parseString(text).getAsJsonObject();
        Optional<String> toService = text(json, "toService");
        Optional<String> toCounter = text(json, "toCounter");
        Optional<Destination> to = toService.isPresent() || toCounter.isPresent()
                ? Optional.of(new Destination(toService, toCounter))
                : Optional.empty();
        return new Entry(new Ticket(json.get("id").getAsString(), json.get("number").getAsString(),
                TicketKind.valueOf(json.get("kind").getAsString()), text(json, "service"),
                TicketState.valueOf(json.get("state").getAsString()),
                text(json, "counter"), json.get("place").getAsLong(), Instant.parse(json.get("issued").getAsString()),
                instant(json, "called"), instant(json, "serving"), instant(json, "ended"), json.get("calls").getAsInt(),
                json.get("typed").getAsBoolean(), to, Optional.empty(), text(json, "cause")), text(json, "call"));
    }

    static String of(KeptCall kept) {
        Call c = kept.call();
        JsonObject json = new JsonObject();
        json.addProperty("id", c.id());
        json.addProperty("ticket", c.ticket());
        json.addProperty("number", c.number());
        json.addProperty("kind", c.kind().name());
        put(json, "service", c.service());
        put(json, "counter", c.counter());
        json.addProperty("by", c.by());
        json.addProperty("again", c.again());
        json.addProperty("at", c.at().toString());
        json.addProperty("state", c.state().name());
        put(json, "cause", c.cause());
        put(json, "announcement", c.announcement());
        json.add("languages", array(c.languages()));
        put(json, "started", c.started().map(Instant::toString));
        put(json, "ended", c.ended().map(Instant::toString));
        c.heard().ifPresent(h -> {
            json.addProperty("connected", h.connected());
            json.addProperty("received", h.received());
        });
        kept.request().ifPresent(r -> json.add("request", request(r)));
        return json.toString();
    }

    static KeptCall call(String text) {
        JsonObject json = JsonParser.parseString(text).getAsJsonObject();
        Optional<Heard> heard = json.has("connected")
                ? Optional.of(new Heard(json.get("connected").getAsInt(), json.get("received").getAsInt()))
                : Optional.empty();
        return new KeptCall(new Call(json.get("id").getAsString(), json.get("ticket").getAsString(), json.get("number").getAsString(),
                TicketKind.valueOf(json.get("kind").getAsString()), text(json, "service"), text(json, "counter"),
                json.get("by").getAsString(),
                json.get("again").getAsInt(), Instant.parse(json.get("at").getAsString()),
                CallState.valueOf(json.get("state").getAsString()),
                text(json, "cause"), text(json, "announcement"), texts(json.getAsJsonArray("languages")), instant(json, "started"),
                instant(json, "ended"), heard),
                Optional.ofNullable(json.getAsJsonObject("request")).map(RecordJson::request));
    }

    private static JsonObject request(Request r) {
        JsonObject json = new JsonObject();
        json.addProperty("text", r.text());
        json.addProperty("markup", r.markup().name());
        json.add("channels", array(Targets.channels(r.target())));
        put(json, "voice", r.voice());
        put(json, "locale", r.locale().map(Locale::toLanguageTag));
        json.addProperty("priority", r.priority().name());
        put(json, "timeToLive", r.timeToLive().map(Duration::toString));
        put(json, "supersede", r.keys().supersede());
        put(json, "group", r.keys().group());
        json.addProperty("times", r.repeat().times());
        json.addProperty("pause", r.repeat().pause().toString());
        json.addProperty("untilHeard", r.untilHeard().times());
        json.addProperty("untilHeardPause", r.untilHeard().pause().toString());
        put(json, "chimeBefore", r.chime().before());
        put(json, "chimeAfter", r.chime().after());
        return json;
    }

    private static Request request(JsonObject json) {
        try {
            Request r = Request.of(json.get("text").getAsString()).withMarkup(Markup.valueOf(json.get("markup").getAsString()))
                    .withTarget(Targets.of("channels", texts(json.getAsJsonArray("channels"))))
                    .withPriority(Priority.valueOf(json.get("priority").getAsString()))
                    .withKeys(new Keys(Optional.empty(), text(json, "supersede"), text(json, "group")))
                    .withRepeat(new Repeat(json.get("times").getAsInt(), Duration.parse(json.get("pause").getAsString())))
                    .withUntilHeard(
                            new UntilHeard(json.get("untilHeard").getAsInt(), Duration.parse(json.get("untilHeardPause").getAsString())))
                    .withChime(new Chime(text(json, "chimeBefore"), text(json, "chimeAfter")));
            if (json.has("voice")) {
                r = r.withVoice(json.get("voice").getAsString());
            }
            if (json.has("locale")) {
                r = r.withLocale(Locale.forLanguageTag(json.get("locale").getAsString()));
            }
            return json.has("timeToLive") ? r.withTimeToLive(Duration.parse(json.get("timeToLive").getAsString())) : r;
        } catch (InvalidConfigurationException e) {
            throw new IllegalArgumentException(e);
        }
    }

    static String of(Sequence s) {
        JsonObject json = new JsonObject();
        json.addProperty("dayStart", s.dayStart().toString());
        json.addProperty("last", s.last());
        return json.toString();
    }

    static Sequence sequence(String text) {
        JsonObject json = JsonParser.parseString(text).getAsJsonObject();
        return new Sequence(Instant.parse(json.get("dayStart").getAsString()), json.get("last").getAsInt());
    }

    static String of(KeyUse k) {
        JsonObject json = new JsonObject();
        json.addProperty("command", k.command());
        put(json, "ticket", k.ticket());
        put(json, "call", k.call());
        put(json, "counter", k.counter());
        json.addProperty("at", k.at().toString());
        return json.toString();
    }

    static KeyUse key(String text) {
        JsonObject json = JsonParser.parseString(text).getAsJsonObject();
        return new KeyUse(json.get("command").getAsString(), text(json, "ticket"), text(json, "call"), text(json, "counter"),
                Instant.parse(json.get("at").getAsString()));
    }

    private static void put(JsonObject json, String name, Optional<String> value) {
        value.ifPresent(v -> json.addProperty(name, v));
    }

    private static JsonArray array(List<String> texts) {
        JsonArray array = new JsonArray();
        texts.forEach(array::add);
        return array;
    }

    private static List<String> texts(JsonArray array) {
        return array.asList().stream().map(JsonElement::getAsString).toList();
    }

    private static Optional<String> text(JsonObject json, String name) {
        return value(json, name, JsonElement::getAsString);
    }

    private static Optional<Instant> instant(JsonObject json, String name) {
        return text(json, name).map(Instant::parse);
    }

    private static <T> Optional<T> value(JsonObject json, String name, Function<JsonElement, T> as) {
        return Optional.ofNullable(json.get(name)).filter(e -> !e.isJsonNull()).map(as);
    }
}
