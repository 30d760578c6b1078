package announcer.web.live;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import announcer.api.AnnouncementListener;
import announcer.api.AnnouncementStatus;
import announcer.api.Announcer;
import announcer.api.access.Caller;
import announcer.api.access.HttpCredentials;
import announcer.web.bundles.BundleView;
import announcer.web.http.Exchange;
import announcer.web.http.RequestAuthorization;
import announcer.web.http.Problem;
import jakarta.servlet.AsyncContext;

/** {@code /api/events}: what changes, as server-sent events. Safe for use by any thread. */
final class EventResource implements AnnouncementListener, AutoCloseable {
    static final int MOST_CLIENTS = 100;
    /** Bytes that may wait for one client behind its snapshot; the pieces are shared by all. */
    static final int MOST_WAITING_BYTES = 1 << 20;

    private final EventClients clients = new EventClients();
    private final StreamQuota places = new StreamQuota();
    private final InventoryLoader surveyor;
    private final EventLoop pump;

    /**
     * Begins to wait for clients, on threads of its own.
     *
     * @param bundles lists all bundles; may take a while
     */
    EventResource(SnapshotSource sight, Supplier<List<BundleView>> bundles) {
        surveyor = new InventoryLoader(() -> clients.size() > 0,
                () -> new Inventory(sight.engine().map(Announcer::engines).orElse(List.of()),
                        clients.any(EventScope.ADMINISTRATORS) ? Optional.of(bundles.get()) : Optional.empty()));
        pump = new EventLoop(clients, new ChangePublisher(clients, sight, surveyor::latest));
    }

    /** Lets somebody read events until they go, lag, or may no longer. */
    void open(Exchange exchange) throws Problem, IOException {
        boolean levels = StreamResponses.flag(exchange.query(List.of("levels")), "levels");
        if (StreamResponses.isHead(exchange)) {
            head(exchange);
            return;
        }
        begin(exchange, levels);
        surveyor.wake();
        pump.wake();
    }

    private void begin(Exchange exchange, boolean levels) throws Problem, IOException {
        Caller caller = exchange.caller();
        takePlace(caller);
        boolean begun = false;
        try {
            head(exchange);
            HttpCredentials shown = RequestAuthorization.credentials(exchange.request());
            AsyncContext async = exchange.request().startAsync();
            async.setTimeout(0);
            AtomicReference<EventClient> self = new AtomicReference<>();
            NonBlockingResponse outlet = new NonBlockingResponse(async, MOST_WAITING_BYTES, System::nanoTime, () -> {
                clients.remove(self.get());
                places.leave(caller);
            });
            // From here on its end leaves the place.
            begun = true;
            EventClient client = new EventClient(caller, shown, levels, outlet);
            self.set(client);
            clients.add(client);
            outlet.open();
        } finally {
            if (!begun) {
                places.leave(caller);
            }
        }
    }

    private static void head(Exchange exchange) {
        exchange.response().setContentType("text/event-stream");
        StreamResponses.unbuffered(exchange.response());
    }

    private void takePlace(Caller caller) throws Problem {
        switch (places.take(caller, MOST_CLIENTS)) {
            case FULL -> throw tooMany(MOST_CLIENTS + " clients read events already");
            case HALF -> throw tooMany(caller.name() + " reads events " + StreamQuota.half(MOST_CLIENTS)
                    + " times already, and one caller may have half of the " + MOST_CLIENTS + " places");
            case TAKEN -> {
                // It is left when the stream ends.
            }
        }
    }

    private static Problem tooMany(String why) {
        return new Problem(429, "too-many-clients", "Too many read events", why + "; try again when one of them has gone").later();
    }

    @Override
    public void changed(AnnouncementStatus status) {
        pump.changed(status);
    }

    int clients() {
        return clients.size();
    }

    /** Ends all streams and the threads. */
    @Override
    public void close() {
        try {
            try {
                pump.close();
            } finally {
                surveyor.close();
            }
        } catch (InterruptedException e) {
            // They end by themselves; whoever stops this bundle is in a hurry.
            Thread.currentThread().interrupt();
        }
        clients.endAll();
    }
}
