package announcer.web;

import java.io.IOException;
import java.util.List;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

import announcer.api.Announcer;
import announcer.api.ChannelStatus;

/** {@code /api/channels}: how each channel is, and the restart of its push. */
final class Channels {
    private final EngineDoor door;

    Channels(EngineDoor door) {
        this.door = door;
    }

    void list(Exchange exchange) throws Problem, IOException {
        exchange.query(List.of());
        JsonArray channels = ChannelJson.of(door.announcer().channels());
        JsonObject json = new JsonObject();
        json.add("channels", channels);
        exchange.answer(200, json);
    }

    void show(Exchange exchange) throws Problem, IOException {
        exchange.query(List.of());
        exchange.answer(200, ChannelJson.of(find(door.announcer(), exchange.id())));
    }

    void restartPush(Exchange exchange) throws Problem, IOException {
        exchange.query(List.of());
        Announcer announcer = door.announcer();
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
