package announcer.web.engine;

import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

import announcer.api.Announcer;
import announcer.api.ChannelStatus;
import announcer.web.http.Door;
import announcer.web.http.Exchange;
import announcer.web.http.Problem;

/** {@code /api/channels}: how each channel is, and the restart of its push. */
public final class Channels {
    private final Door<Announcer> door;
    private final Supplier<String> resting;

    /** @param resting what of the product rests on this system: a sentence a line; null or empty when nothing does */
    public Channels(Door<Announcer> door, Supplier<String> resting) {
        this.door = door;
        this.resting = resting;
    }

    public void list(Exchange exchange) throws Problem, IOException {
        exchange.query(List.of());
        JsonArray channels = ChannelJson.of(door.get().channels());
        JsonObject json = new JsonObject();
        json.add("channels", channels);
        JsonArray sentences = new JsonArray();
        String rest = resting.get();
        if (rest != null) {
            rest.lines().forEach(sentences::add);
        }
        json.add("resting", sentences);
        exchange.answer(200, json);
    }

    public void show(Exchange exchange) throws Problem, IOException {
        exchange.query(List.of());
        exchange.answer(200, ChannelJson.of(find(door.get(), exchange.id())));
    }

    public void restartPush(Exchange exchange) throws Problem, IOException {
        exchange.query(List.of());
        Announcer announcer = door.get();
        ChannelStatus channel = find(announcer, exchange.id());
        if (channel.push().isEmpty()) {
            throw new Problem(409, "no-push", "The channel is not being pushed",
                    "channel \"" + channel.id() + "\" has no push that could be restarted: it is pushed by hand, or no pusher is there")
                    .about("id", channel.id());
        }
        announcer.restartPush(channel.id(), "asked for over the HTTP API");
        exchange.answer(202, ChannelJson.of(find(announcer, channel.id())));
    }

    private static ChannelStatus find(Announcer announcer, String id) throws Problem {
        return announcer.channel(id).orElseThrow(() -> Problem.unknownChannel(id));
    }
}
