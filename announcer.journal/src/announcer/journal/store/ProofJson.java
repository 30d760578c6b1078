package announcer.journal.store;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import announcer.api.Proof;

/** What is proved of an announcement, as JSON of what there is; no text where there is nothing. */
final class ProofJson {
    private ProofJson() {
    }

    static Optional<String> write(Proof p) {
        JsonObject json = new JsonObject();
        p.made().ifPresent(t -> json.addProperty("made", t.toString()));
        p.lastFrame().ifPresent(t -> json.addProperty("lastFrame", t.toString()));
        p.confirmed().ifPresent(t -> json.addProperty("confirmed", t.toString()));
        p.connected().ifPresent(n -> json.addProperty("connected", n));
        p.received().ifPresent(n -> json.addProperty("received", n));
        return json.isEmpty() ? Optional.empty() : Optional.of(json.toString());
    }

    /** @throws RuntimeException when it is no JSON, or a value is none of its kind: the store is damaged */
    static Proof read(Optional<String> written) {
        if (written.isEmpty()) {
            return Proof.NONE;
        }
        JsonObject json = JsonParser.parseString(written.get()).getAsJsonObject();
        return new Proof(time(json, "made"), time(json, "lastFrame"), time(json, "confirmed"), number(json, "connected"),
                number(json, "received"));
    }

    private static Optional<Instant> time(JsonObject json, String name) {
        return Optional.ofNullable(json.get(name)).map(JsonElement::getAsString).map(Instant::parse);
    }

    private static OptionalInt number(JsonObject json, String name) {
        JsonElement e = json.get(name);
        return e == null ? OptionalInt.empty() : OptionalInt.of(e.getAsInt());
    }
}
