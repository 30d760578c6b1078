package announcer.web.live;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.google.gson.JsonElement;

import announcer.lib.json.JsonValues;

/** The clients of the event stream. They come and go on any thread; only the events thread publishes. */
final class EventClients {
    private static final Logger LOG = LoggerFactory.getLogger(EventClients.class);

    /** Of many events at once, so many or so many bytes go to the network together: far less than may wait for a client. */
    private static final int MOST_TOGETHER = 32;
    private static final int MOST_BYTES_TOGETHER = EventResource.MOST_WAITING_BYTES / 8;

    private final Set<EventClient> clients = ConcurrentHashMap.newKeySet();
    private long count;

    void add(EventClient client) {
        clients.add(client);
    }

    void remove(EventClient client) {
        clients.remove(client);
    }

    int size() {
        return clients.size();
    }

    boolean any(Predicate<EventClient> which) {
        return clients.stream().anyMatch(which);
    }

    boolean any(EventScope audience) {
        return any(audience::has);
    }

    void each(Consumer<EventClient> action) {
        clients.forEach(action);
    }

    /**
     * Writes an event once and offers it to the clients of a scope that have their snapshot. Makes nothing when there is none.
     *
     * @return bytes of the event; 0: there was nobody
     */
    int publish(EventScope audience, String name, Supplier<JsonElement> json) {
        byte[] event = null;
        for (EventClient client : clients) {
            if (client.begun() && audience.has(client)) {
                event = event == null ? event(name, json.get()) : event;
                deliver(client, event);
            }
        }
        return event == null ? 0 : event.length;
    }

    /** Publishes many, and sends now and then, lest a client that would take them all is full before it is given any. */
    void publishAll(EventScope audience, String name, List<Supplier<JsonElement>> jsons) {
        int events = 0;
        int bytes = 0;
        for (Supplier<JsonElement> json : jsons) {
            bytes += publish(audience, name, json);
            if (++events >= MOST_TOGETHER || bytes >= MOST_BYTES_TOGETHER) {
                send();
                events = 0;
                bytes = 0;
            }
        }
    }

    byte[] event(String name, JsonElement json) {
        return ServerSentEvent.of(++count, name, JsonValues.bytes(json));
    }

    /** Sends what was published: one write to the network for all that came together. */
    void send() {
        clients.forEach(EventClient::send);
    }

    void endAll() {
        clients.forEach(EventClient::end);
    }

    private static void deliver(EventClient client, byte[] event) {
        if (!client.offer(event)) {
            LOG.info("a client of the event stream at {} reads too slowly and is dropped", client.credentials().address());
            client.end();
        }
    }
}
