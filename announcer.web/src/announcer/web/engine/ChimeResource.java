package announcer.web.engine;

import java.io.IOException;
import java.util.List;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;

import announcer.api.Announcer;
import announcer.api.ChimeStatus;
import announcer.lib.json.JsonValues;
import announcer.web.http.Exchange;
import announcer.web.http.Problem;
import announcer.web.http.ServiceLookup;

/** {@code /api/chimes}: the chimes that announcements may name. */
public final class ChimeResource {
    private static final double MILLIS = 1_000;

    private final ServiceLookup<Announcer> engine;

    public ChimeResource(ServiceLookup<Announcer> engine) {
        this.engine = engine;
    }

    public void list(Exchange exchange) throws Problem, IOException {
        exchange.query(List.of());
        JsonArray chimes = new JsonArray();
        engine.get().chimes().forEach(chime -> chimes.add(of(chime)));
        JsonObject json = new JsonObject();
        json.add("chimes", chimes);
        exchange.answer(200, json);
    }

    private static JsonObject of(ChimeStatus chime) {
        JsonObject json = new JsonObject();
        json.addProperty("id", chime.id());
        json.addProperty("source", chime.source());
        json.add("seconds", chime.length().<com.google.gson.JsonElement>map(l -> new JsonPrimitive(l.toMillis() / MILLIS))
                .orElse(JsonNull.INSTANCE));
        json.add("problem", JsonValues.text(chime.problem()));
        return json;
    }
}
