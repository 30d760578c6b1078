package announcer.journal.store;

import java.time.Duration;
import java.util.Arrays;
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
import announcer.api.Target;
import announcer.api.UntilHeard;
import announcer.api.speech.Prosody;

/**
 * What a request has beside its text, its one channel and its idempotency key, which are columns. Only what is not as usual is written, so that
 * most take 2 bytes. What a later version wrote and this one does not know is passed over: the announcement is worth more than its trimmings.
 */
final class RequestJson {
    private RequestJson() {
    }

    static String write(Request r) {
        JsonObject json = new JsonObject();
        target(json, r.target());
        if (r.markup() != Markup.PLAIN) {
            json.addProperty("markup", r.markup().name());
        }
        r.voice().ifPresent(v -> json.addProperty("voice", v));
        r.locale().ifPresent(l -> json.addProperty("locale", l.toLanguageTag()));
        factor(json, "rate", r.prosody().rate());
        factor(json, "pitch", r.prosody().pitch());
        factor(json, "volume", r.prosody().volume());
        if (r.priority() != Priority.ROUTINE) {
            json.addProperty("priority", r.priority().name());
        }
        r.timeToLive().ifPresent(d -> json.addProperty("timeToLive", d.toString()));
        r.keys().supersede().ifPresent(k -> json.addProperty("supersede", k));
        r.keys().group().ifPresent(k -> json.addProperty("group", k));
        if (r.repeat().times() != 1) {
            json.addProperty("times", r.repeat().times());
        }
        if (!r.repeat().pause().isZero()) {
            json.addProperty("pause", r.repeat().pause().toString());
        }
        if (r.untilHeard().times() != 0) {
            json.addProperty("timesUnheard", r.untilHeard().times());
        }
        if (!r.untilHeard().pause().equals(UntilHeard.USUAL_PAUSE)) {
            json.addProperty("pauseUnheard", r.untilHeard().pause().toString());
        }
        r.chime().before().ifPresent(c -> json.addProperty("before", c));
        r.chime().after().ifPresent(c -> json.addProperty("after", c));
        exact(json, "text", r.text());
        exact(json, "channel", r.channel());
        r.keys().idempotency().ifPresent(k -> exact(json, "idempotency", k));
        return escaped(json.toString());
    }

    /** What is a column too, when that cannot hold it: UTF-8 has no half of a character, as a client may send it, and takes a question mark. */
    private static void exact(JsonObject json, String name, String value) {
        if (hasHalf(value)) {
            json.addProperty(name, value);
        }
    }

    private static boolean hasHalf(String s) {
        return s.codePoints().anyMatch(RequestJson::isHalf);
    }

    private static boolean isHalf(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }

    private static String escaped(String json) {
        if (!hasHalf(json)) {
            return json;
        }
        StringBuilder all = new StringBuilder();
        json.codePoints().forEach(c -> {
            if (isHalf(c)) {
                all.append(String.format("\\u%04x", c));
            } else {
                all.appendCodePoint(c);
            }
        });
        return all.toString();
    }

    /** @throws RuntimeException when it is no JSON, or a value is none of its kind: the store is damaged */
    static Request read(String written, String text, String channel, Optional<String> idempotency) {
        JsonObject json = JsonParser.parseString(written).getAsJsonObject();
        return new Request(string(json, "text").orElse(text), named(json, "markup", Markup.values(), Markup.PLAIN),
                target(json, string(json, "channel").orElse(channel)), string(json, "voice"),
                string(json, "locale").map(Locale::forLanguageTag),
                new Prosody(factor(json, "rate"), factor(json, "pitch"), factor(json, "volume")),
                named(json, "priority", Priority.values(), Priority.ROUTINE), string(json, "timeToLive").map(Duration::parse),
                new Keys(string(json, "idempotency").or(() -> idempotency), string(json, "supersede"), string(json, "group")),
                new Repeat(value(json, "times", JsonElement::getAsInt).orElse(1),
                        string(json, "pause").map(Duration::parse).orElse(Duration.ZERO)),
                new UntilHeard(value(json, "timesUnheard", JsonElement::getAsInt).orElse(0),
                        string(json, "pauseUnheard").map(Duration::parse).orElse(UntilHeard.USUAL_PAUSE)),
                new Chime(string(json, "before"), string(json, "after")));
    }

    private static void target(JsonObject json, Target target) {
        if (target instanceof Target.Channels several) {
            JsonArray ids = new JsonArray();
            several.ids().forEach(ids::add);
            json.add("channels", ids);
        } else if (target instanceof Target.Zone zone) {
            json.addProperty("zone", zone.id());
        } else if (target instanceof Target.All) {
            json.addProperty("all", true);
        }
    }

    private static Target target(JsonObject json, String channel) {
        if (json.has("channels")) {
            return new Target.Channels(json.getAsJsonArray("channels").asList().stream().map(JsonElement::getAsString).toList());
        }
        if (json.has("zone")) {
            return new Target.Zone(json.get("zone").getAsString());
        }
        return json.has("all") ? Target.ALL : new Target.Channel(channel);
    }

    private static void factor(JsonObject json, String name, double value) {
        if (value != 1) {
            json.addProperty(name, value);
        }
    }

    private static double factor(JsonObject json, String name) {
        return value(json, name, JsonElement::getAsDouble).orElse(1.0);
    }

    private static Optional<String> string(JsonObject json, String name) {
        return value(json, name, JsonElement::getAsString);
    }

    private static <E extends Enum<E>> E named(JsonObject json, String name, E[] all, E otherwise) {
        return string(json, name).flatMap(n -> Arrays.stream(all).filter(e -> e.name().equals(n)).findFirst()).orElse(otherwise);
    }

    private static <T> Optional<T> value(JsonObject json, String name, Function<JsonElement, T> as) {
        return Optional.ofNullable(json.get(name)).filter(e -> !e.isJsonNull()).map(as);
    }
}
