package announcer.web.engine;

import java.io.IOException;
import java.util.List;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;

import announcer.api.Announcer;
import announcer.api.CacheStatus;
import announcer.web.http.ServiceLookup;
import announcer.web.http.Exchange;
import announcer.web.http.Problem;

/** {@code /api/cache}: the figures of the phrase cache, and its purge. */
public final class CacheResource {
    private final ServiceLookup<Announcer> engine;

    public CacheResource(ServiceLookup<Announcer> engine) {
        this.engine = engine;
    }

    public void show(Exchange exchange) throws Problem, IOException {
        exchange.query(List.of());
        exchange.answer(200, json(engine.get().cache()));
    }

    /** Answers with the cache as it is then: an empty answer would not show that it is empty. */
    public void purge(Exchange exchange) throws Problem, IOException {
        exchange.query(List.of());
        Announcer announcer = engine.get();
        announcer.purgeCache();
        exchange.audit("cache purge", "");
        exchange.answer(200, json(announcer.cache()));
    }

    /** Makes the JSON of the figures. */
    public static JsonObject json(CacheStatus cache) {
        JsonObject json = new JsonObject();
        json.addProperty("hits", cache.hits());
        json.addProperty("misses", cache.misses());
        json.add("hitRatio", ratio(cache));
        json.addProperty("memoryEntries", cache.memoryEntries());
        json.addProperty("memoryBytes", cache.memoryBytes());
        json.addProperty("memoryLimitBytes", cache.memoryLimitBytes());
        json.addProperty("diskEntries", cache.diskEntries());
        json.addProperty("diskBytes", cache.diskBytes());
        json.addProperty("diskLimitBytes", cache.diskLimitBytes());
        return json;
    }

    /** Returns the part of the sentences that were found, from 0 to 1; null before the first was looked for. */
    private static JsonElement ratio(CacheStatus cache) {
        double asked = (double) cache.hits() + cache.misses();
        return asked == 0 ? JsonNull.INSTANCE : new JsonPrimitive(cache.hits() / asked);
    }
}
