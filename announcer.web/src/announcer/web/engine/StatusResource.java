package announcer.web.engine;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;

import announcer.api.Announcer;
import announcer.api.ChannelStatus;
import announcer.web.http.Exchange;
import announcer.lib.json.JsonValues;
import announcer.web.http.Problem;

/** {@code /api/status}: a summary of the running product. Answered without the engine, too: then nothing is known of channels. */
public final class StatusResource {
    private final Supplier<Optional<Announcer>> engine;
    private final ProductInfo product;

    public StatusResource(Supplier<Optional<Announcer>> engine, ProductInfo product) {
        this.engine = engine;
        this.product = product;
    }

    public void show(Exchange exchange) throws Problem, IOException {
        exchange.query(List.of());
        Optional<List<ChannelStatus>> channels = engine.get().map(Announcer::channels);
        JsonObject json = new JsonObject();
        json.add("product", product.json());
        json.add("channels", JsonValues.orNull(channels, c -> new JsonPrimitive(c.size())));
        json.add("onAir", JsonValues.orNull(channels, c -> new JsonPrimitive(c.stream().filter(ChannelStatus::onAir).count())));
        json.add("journal", engine.get().map(JournalJson::of).orElse(JsonNull.INSTANCE));
        json.add("resting", product.resting());
        exchange.answer(200, json);
    }
}
