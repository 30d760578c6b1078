package announcer.web.engine;

import java.io.IOException;
import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

import announcer.api.Announcer;
import announcer.api.ChannelStatus;
import announcer.api.stream.Urls;
import announcer.lib.json.ApiJson;
import announcer.web.http.ServiceLookup;
import announcer.web.http.Exchange;
import announcer.web.http.Problem;

/** {@code /api/channels}: the state of channels, their pushes and their queues. */
public final class ChannelResource {
    private static final Logger LOG = LoggerFactory.getLogger(ChannelResource.class);

    private final ServiceLookup<Announcer> engine;
    private final ProductInfo product;

    public ChannelResource(ServiceLookup<Announcer> engine, ProductInfo product) {
        this.engine = engine;
        this.product = product;
    }

    public void list(Exchange exchange) throws Problem, IOException {
        exchange.query(List.of());
        JsonArray channels = new JsonArray();
        engine.get().channels().forEach(channel -> channels.add(ApiJson.channel(channel)));
        JsonObject json = new JsonObject();
        json.add("channels", channels);
        json.add("journal", JournalJson.of(engine.get()));
        json.add("resting", product.resting());
        exchange.answer(200, json);
    }

    public void show(Exchange exchange) throws Problem, IOException {
        exchange.query(List.of());
        exchange.answer(200, ApiJson.channel(find(engine.get(), exchange.id())));
    }

    public void restartPush(Exchange exchange) throws Problem, IOException {
        exchange.query(List.of());
        Announcer announcer = engine.get();
        ChannelStatus channel = find(announcer, exchange.id());
        if (channel.push().isEmpty()) {
            throw new Problem(409, "no-push", "The channel is not being pushed",
                    "channel \"" + channel.id() + "\" has no push that could be restarted: it is pushed by hand, or no pusher is there")
                    .about("id", channel.id());
        }
        announcer.restartPush(channel.id(), "asked for over the HTTP API");
        exchange.audit("push restart", channel.id());
        exchange.answer(202, ApiJson.channel(find(announcer, channel.id())));
    }

    /** Answers the latest lines of the pusher; none when there is no push. */
    public void pushOutput(Exchange exchange) throws Problem, IOException {
        exchange.query(List.of());
        Announcer announcer = engine.get();
        JsonArray lines = new JsonArray();
        announcer.pushOutput(find(announcer, exchange.id()).id()).stream().map(Urls::masked).forEach(lines::add);
        JsonObject json = new JsonObject();
        json.add("lines", lines);
        exchange.answer(200, json);
    }

    /** Cancels all announcements that wait. The one that is being spoken goes on. */
    public void clearQueue(Exchange exchange) throws Problem, IOException {
        exchange.query(List.of());
        Announcer announcer = engine.get();
        ChannelStatus channel = find(announcer, exchange.id());
        long cancelled = channel.queued().stream().filter(waiting -> cancel(announcer, waiting.id())).count();
        exchange.audit("queue clear", channel.id());
        JsonObject json = new JsonObject();
        json.addProperty("cancelled", cancelled);
        exchange.answer(200, json);
    }

    /** What waits is remembered: one that only the journal may know has its outcome meanwhile. */
    private static boolean cancel(Announcer announcer, String id) {
        try {
            return announcer.find(id).filter(a -> a.cancel("cancelled over the HTTP API, with all that waited")).isPresent();
        } catch (IOException e) {
            LOG.debug("announcement {} does not wait any more", id, e);
            return false;
        }
    }

    /** Returns the channel with this id. */
    public static ChannelStatus find(Announcer announcer, String id) throws Problem {
        return announcer.channel(id).orElseThrow(() -> Problem.unknownChannel(id));
    }
}
