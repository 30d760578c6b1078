package announcer.web.live;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import announcer.api.AnnouncementState;
import announcer.api.AnnouncementStatus;
import announcer.api.Announcer;
import announcer.api.access.Caller;
import announcer.api.access.HttpCredentials;
import announcer.lib.http.RequestCredentials;
import announcer.lib.time.MonotonicClock;
import announcer.web.bundles.BundleView;
import announcer.web.http.CallerPlaces;
import announcer.web.http.Exchange;
import announcer.web.http.Problem;
import jakarta.servlet.AsyncContext;

/** {@code /api/events}: changes of the product's state, as server-sent events. Safe for use by any thread. */
final class EventResource implements AutoCloseable {
    static final int MOST_CLIENTS = 100;
    /** Bytes that may wait for one client behind its snapshot; the pieces are shared by all. */
    static final int MOST_WAITING_BYTES = 1 << 20;

    private final EventClients clients = new EventClients();
    private final CallerPlaces quota = new CallerPlaces();
    private final MonotonicClock clock;
    private final InventoryLoader inventories;
    private final EventLoop loop;

    /**
     * Begins to wait for clients, on threads of its own.
     *
     * @param bundles lists all bundles; may take a while
     */
    EventResource(SnapshotSource source, Supplier<List<BundleView>> bundles, MonotonicClock clock) {
        this.clock = clock;
        ChangedChannels changed = new ChangedChannels();
        inventories = new InventoryLoader(() -> clients.size() > 0,
                () -> new Inventory(source.engine().map(Announcer::engines).orElse(List.of()),
                        clients.any(EventScope.ADMINISTRATORS) ? Optional.of(bundles.get()) : Optional.empty()),
                this::wake, clock);
        loop = new EventLoop(clients, new ChangePublisher(clients, source, inventories::latest, changed, clock), changed, clock);
        inventories.start();
    }

    private void wake() {
        loop.wake();
    }

    /** Lets a client read events until it goes, lags, or may no longer. */
    void open(Exchange exchange) throws Problem, IOException {
        boolean levels = StreamResponses.flag(exchange.query(List.of("levels")), "levels");
        if (StreamResponses.isHead(exchange)) {
            head(exchange);
            return;
        }
        begin(exchange, levels);
        inventories.arrived();
        loop.wake();
    }

    private void begin(Exchange exchange, boolean levels) throws Problem, IOException {
        Caller caller = exchange.caller();
        reserve(caller);
        boolean begun = false;
        try {
            head(exchange);
            HttpCredentials shown = RequestCredentials.of(exchange.request());
            AsyncContext async = exchange.request().startAsync();
            async.setTimeout(0);
            AtomicReference<EventClient> self = new AtomicReference<>();
            NonBlockingResponse response = new NonBlockingResponse(async, MOST_WAITING_BYTES, clock, () -> {
                clients.remove(self.get());
                quota.free(caller);
                inventories.departed();
                loop.wake();
            });
            // From here on its end releases the place.
            begun = true;
            EventClient client = new EventClient(caller, shown, levels, response, clock.nanoTime());
            self.set(client);
            clients.add(client);
            response.open();
        } finally {
            if (!begun) {
                quota.free(caller);
            }
        }
    }

    private static void head(Exchange exchange) {
        exchange.response().setContentType("text/event-stream");
        StreamResponses.unbuffered(exchange.response());
    }

    private void reserve(Caller caller) throws Problem {
        switch (quota.take(caller, MOST_CLIENTS)) {
            case FULL -> throw tooMany("all places for clients that read events are taken (" + MOST_CLIENTS
                    + CallerPlaces.butKept(caller, MOST_CLIENTS) + ")");
            case SHARE_USED -> throw tooMany(caller.name() + " reads events " + CallerPlaces.share(MOST_CLIENTS)
                    + " times already, and one caller may have half of the " + MOST_CLIENTS + " places");
            case TAKEN -> {
                // It is freed when the stream ends.
            }
        }
    }

    private static Problem tooMany(String why) {
        return new Problem(429, "too-many-clients", "Too many read events", why + "; try again when one of them has gone").later();
    }

    /** Takes a change of an announcement. Returns at once. */
    void changed(AnnouncementStatus status) {
        loop.changed(status);
        if (status.state() != AnnouncementState.QUEUED) {
            inventories.figuresChanged();
        }
    }

    /** Takes a change of a channel. Returns at once. */
    void changed(String channel) {
        loop.changed(channel);
    }

    /** Takes the coming or going of the engine. Returns at once. */
    void engineChanged() {
        loop.allChanged();
        inventories.changed();
    }

    /** Takes a change of a bundle, a service or a component. Returns at once. */
    void inventoryChanged() {
        inventories.changed();
    }

    int clients() {
        return clients.size();
    }

    /** Ends all streams and the threads. */
    @Override
    public void close() {
        try {
            try {
                loop.close();
            } finally {
                inventories.close();
            }
        } catch (InterruptedException e) {
            // They end by themselves; whoever stops this bundle is in a hurry.
            Thread.currentThread().interrupt();
        }
        clients.endAll();
    }
}
