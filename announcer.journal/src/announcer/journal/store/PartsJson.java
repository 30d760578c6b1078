package announcer.journal.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import announcer.api.AnnouncementState;
import announcer.api.AnnouncementStatus;
import announcer.api.Request;

/** The parts of an announcement for several channels, as JSON of what the whole does not tell; no text where it is for one. */
final class PartsJson {
    private PartsJson() {
    }

    static Optional<String> write(List<AnnouncementStatus> parts) {
        if (parts.isEmpty()) {
            return Optional.empty();
        }
        JsonArray all = new JsonArray();
        parts.forEach(p -> all.add(json(p)));
        return Optional.of(all.toString());
    }

    private static JsonObject json(AnnouncementStatus p) {
        JsonObject json = new JsonObject();
        json.addProperty("channel", p.request().channel());
        json.addProperty("state", p.state().name());
        p.cause().ifPresent(c -> json.addProperty("cause", c));
        p.voice().ifPresent(v -> json.addProperty("voice", v));
        p.started().ifPresent(t -> json.addProperty("started", t.toString()));
        p.ended().ifPresent(t -> json.addProperty("ended", t.toString()));
        if (p.sendings() != 0) {
            json.addProperty("sendings", p.sendings());
        }
        ProofJson.write(p.proof()).ifPresent(proof -> json.addProperty("proof", proof));
        return json;
    }

    /** @throws RuntimeException when it is no JSON, or a value is none of its kind: the store is damaged */
    static List<AnnouncementStatus> read(Optional<String> written, String id, Request request, Instant submitted) {
        List<AnnouncementStatus> parts = new ArrayList<>();
        if (written.isPresent()) {
            JsonParser.parseString(written.get()).getAsJsonArray()
                    .forEach(e -> parts.add(part(e.getAsJsonObject(), id, request, submitted)));
        }
        return parts;
    }

    private static AnnouncementStatus part(JsonObject json, String id, Request request, Instant submitted) {
        String channel = json.get("channel").getAsString();
        Optional<Instant> ended = string(json, "ended").map(Instant::parse);
        AnnouncementState state = Rows.state(json.get("state").getAsString(), ended.isPresent());
        return new AnnouncementStatus(AnnouncementStatus.partId(id, channel), request.onChannel(channel), state, string(json, "cause"),
                string(json, "voice"), submitted, string(json, "started").map(Instant::parse), ended,
                value(json, "sendings", JsonElement::getAsInt).orElse(0), ProofJson.read(string(json, "proof")));
    }

    private static Optional<String> string(JsonObject json, String name) {
        return value(json, name, JsonElement::getAsString);
    }

    private static <T> Optional<T> value(JsonObject json, String name, Function<JsonElement, T> as) {
        return Optional.ofNullable(json.get(name)).map(as);
    }
}
