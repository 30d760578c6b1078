package announcer.web.calling;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.google.gson.JsonObject;

import announcer.lib.json.JsonValues;
import announcer.lib.thread.StepThread;
import announcer.lib.time.Deadline;
import announcer.lib.time.MonotonicClock;
import announcer.web.live.NonBlockingResponse;
import announcer.web.live.ServerSentEvent;
import announcer.web.live.StreamResponses;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * States that clients watch as server-sent events: whole at once, and whole again after each change, so that nothing is ever missed. Clients of one topic
 * share each event. Safe for use by any thread; one thread makes and sends the events.
 */
final class StateStreams implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StateStreams.class);
    /** Changes that come together are told together. The first is told at once. */
    private static final Duration TOGETHER = Duration.ofMillis(50);
    private static final Duration ALIVE = Duration.ofSeconds(10);
    private static final Duration ASK_AGAIN = Duration.ofSeconds(4);
    /** Who has been told that it was all has so long to go by itself. */
    private static final Duration LAST = Duration.ofSeconds(2);
    private static final Duration IDLE = Duration.ofMinutes(1);
    private static final int MOST_WAITING_BYTES = 1 << 20;
    private static final String NOW = "now";

    /**
     * What a topic's clients see.
     *
     * @param json whole
     * @param last whether it will not change any more
     */
    record View(JsonObject json, boolean last) {}

    /**
     * Whoever wants to watch.
     *
     * @param topic clients of the same see the same
     * @param view what they see now; empty: there is no such thing any more
     * @param allowed whether it may still watch; asked every 4 s
     * @param onEnd called once when it has ended
     */
    record Watcher(String topic, Supplier<Optional<View>> view, BooleanSupplier allowed, Runnable onEnd) {}

    /** A client; its fields that are not final are for the thread that sends. */
    private static final class Client {
        private final Watcher watcher;
        private final NonBlockingResponse response;
        private boolean begun;
        private Deadline end = Deadline.NEVER;

        Client(Watcher watcher, NonBlockingResponse response) {
            this.watcher = watcher;
            this.response = response;
        }
    }

    /** What was sent last of a topic; each is itself only. */
    private static final class Sent {
        /** The JSON without the time. */
        private final JsonObject comparable;
        private final byte[] event;
        private final boolean last;

        Sent(JsonObject comparable, byte[] event, boolean last) {
            this.comparable = comparable;
            this.event = event;
            this.last = last;
        }
    }

    private final Set<Client> clients = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean dirty = new AtomicBoolean();
    private final MonotonicClock clock;
    private final Supplier<String> now;
    private final StepThread thread;
    private final Map<String, Sent> sent = new HashMap<>();
    private long count;
    private Deadline quiet = Deadline.PASSED;
    private Deadline alive = Deadline.PASSED;
    private Deadline askAgain = Deadline.PASSED;

    /** Begins to wait for clients. @param now the time, as it is told */
    StateStreams(String name, MonotonicClock clock, Supplier<String> now) {
        this.clock = clock;
        this.now = now;
        thread = new StepThread(name, this::step, clock);
        thread.start();
    }

    /** Something may have changed. Returns at once. */
    void changed() {
        if (!clients.isEmpty()) {
            dirty.set(true);
            thread.wake();
        }
    }

    /** How many watch. */
    int size() {
        return clients.size();
    }

    /** Lets a client watch until it goes, reads too slowly, or may no longer. What happens then, also when this fails, tells {@link Watcher#onEnd}. */
    void open(HttpServletRequest request, HttpServletResponse answer, Watcher watcher) throws IOException {
        boolean begun = false;
        try {
            answer.setContentType("text/event-stream");
            StreamResponses.unbuffered(answer);
            AsyncContext async = request.startAsync();
            async.setTimeout(0);
            AtomicReference<Client> self = new AtomicReference<>();
            NonBlockingResponse response = new NonBlockingResponse(async, MOST_WAITING_BYTES, clock, () -> {
                clients.remove(self.get());
                watcher.onEnd().run();
            });
            // From here on its end frees the place.
            begun = true;
            Client client = new Client(watcher, response);
            self.set(client);
            clients.add(client);
            response.open();
            dirty.set(true);
            thread.wake();
        } finally {
            if (!begun) {
                watcher.onEnd().run();
            }
        }
    }

    private Duration step() {
        long at = clock.nanoTime();
        if (clients.isEmpty()) {
            sent.clear();
            return IDLE;
        }
        if (askAgain.hasPassed(at)) {
            askAgain = Deadline.after(at, ASK_AGAIN);
            clients.stream().filter(c -> !isAllowed(c)).forEach(c -> c.response.end());
        }
        clients.stream().filter(c -> c.end.hasPassed(at)).forEach(c -> c.response.end());
        boolean told = false;
        if (quiet.hasPassed(at) && dirty.getAndSet(false)) {
            quiet = Deadline.after(at, TOGETHER);
            tell(at);
            told = true;
        }
        if (told) {
            alive = Deadline.after(at, ALIVE);
        } else if (alive.hasPassed(at)) {
            alive = Deadline.after(at, ALIVE);
            byte[] event = event("alive", alive());
            clients.stream().filter(c -> c.begun).forEach(c -> offer(c, event));
        }
        clients.forEach(c -> c.response.send());
        long left = Math.min(alive.nanosLeft(at), askAgain.nanosLeft(at));
        left = clients.stream().mapToLong(c -> c.end.nanosLeft(at)).reduce(left, Math::min);
        return Duration.ofNanos(dirty.get() ? Math.min(left, quiet.nanosLeft(at)) : left);
    }

    private static boolean isAllowed(Client c) {
        try {
            return c.watcher.allowed().getAsBoolean();
        } catch (RuntimeException | LinkageError e) {
            LOG.debug("nobody can say whether a client may still watch", e);
            return false;
        }
    }

    private JsonObject alive() {
        JsonObject json = new JsonObject();
        json.addProperty(NOW, now.get());
        return json;
    }

    private void tell(long at) {
        Map<String, Optional<Sent>> fresh = new HashMap<>();
        for (Client c : clients) {
            String topic = c.watcher.topic();
            Optional<Sent> view = fresh.computeIfAbsent(topic, t -> made(c.watcher));
            if (view.isEmpty()) {
                c.response.end();
            } else if (!c.begun || view.get() != sent.get(topic)) {
                c.begun = true;
                offer(c, view.get().event);
                if (view.get().last) {
                    offer(c, event("end", new JsonObject()));
                    c.end = Deadline.after(at, LAST);
                }
            }
        }
        fresh.values().removeIf(Optional::isEmpty);
        sent.keySet().retainAll(fresh.keySet());
        fresh.forEach((topic, view) -> sent.put(topic, view.orElseThrow()));
    }

    /** The same as was sent last, when nothing has changed but the time. */
    private Optional<Sent> made(Watcher watcher) {
        Optional<View> view;
        try {
            view = watcher.view().get();
        } catch (RuntimeException | LinkageError e) {
            // Its bundle is going; the client comes again.
            LOG.debug("what {} shows is not known", watcher.topic(), e);
            return Optional.empty();
        }
        if (view.isEmpty()) {
            return Optional.empty();
        }
        JsonObject comparable = view.get().json().deepCopy();
        comparable.remove(NOW);
        Sent former = sent.get(watcher.topic());
        if (former != null && former.comparable.equals(comparable)) {
            return Optional.of(former);
        }
        return Optional.of(new Sent(comparable, event("state", view.get().json()), view.get().last()));
    }

    private byte[] event(String name, JsonObject json) {
        return ServerSentEvent.of(++count, name, JsonValues.bytes(json));
    }

    private static void offer(Client c, byte[] event) {
        if (!c.response.offer(event)) {
            LOG.info("a client that watches {} reads too slowly and is dropped", c.watcher.topic());
            c.response.end();
        }
    }

    /** Ends all streams, and the thread. */
    @Override
    public void close() {
        thread.end();
        clients.forEach(c -> c.response.end());
    }
}
