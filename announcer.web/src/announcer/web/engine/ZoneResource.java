package announcer.web.engine;

import java.io.IOException;
import java.util.List;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

import announcer.api.Announcer;
import announcer.api.ZoneStatus;
import announcer.lib.json.JsonValues;
import announcer.web.http.Exchange;
import announcer.web.http.Problem;
import announcer.web.http.ServiceLookup;

/** {@code /api/zones}: the zones that announcements may name. */
public final class ZoneResource {
    private final ServiceLookup<Announcer> engine;

    public ZoneResource(ServiceLookup<Announcer> engine) {
        this.engine = engine;
    }

    public void list(Exchange exchange) throws Problem, IOException {
        exchange.query(List.of());
        JsonArray zones = new JsonArray();
        engine.get().zones().forEach(zone -> zones.add(of(zone)));
        JsonObject json = new JsonObject();
        json.add("zones", zones);
        exchange.answer(200, json);
    }

    private static JsonObject of(ZoneStatus zone) {
        JsonObject json = new JsonObject();
        json.addProperty("id", zone.id());
        json.addProperty("title", zone.title());
        JsonArray channels = new JsonArray();
        zone.channels().forEach(channels::add);
        json.add("channels", channels);
        json.add("problem", JsonValues.text(zone.problem()));
        return json;
    }
}
