package announcer.webhook;

import java.time.Instant;
import java.util.UUID;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;

/**
 * One event on its way to one receiver. Immutable.
 *
 * @param id names it, the same over all attempts
 * @param event the event's name
 * @param channel id of the channel that it is of; of an announcement for several its target in words
 * @param at when it happened
 * @param sinceNanos time of the monotonic clock since which it waits, in nanoseconds: its age must not follow steps of the wall clock
 * @param body what is sent
 */
record Delivery(String id, String event, String channel, Instant at, long sinceNanos, String body) {
    private static final Gson GSON = new GsonBuilder().serializeNulls().disableHtmlEscaping().create();

    /**
     * @param member {@code announcement} or {@code channel}
     * @param what the announcement or the channel, as in the HTTP API
     */
    static Delivery of(String event, String channel, Instant at, long sinceNanos, String member, JsonObject what) {
        String id = UUID.randomUUID().toString();
        JsonObject json = new JsonObject();
        json.addProperty("id", id);
        json.addProperty("event", event);
        json.addProperty("at", at.toString());
        json.add(member, what);
        return new Delivery(id, event, channel, at, sinceNanos, GSON.toJson(json));
    }
}
