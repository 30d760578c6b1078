package announcer.web.live;

import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

import announcer.api.AnnouncementStatus;
import announcer.api.Announcer;
import announcer.api.access.Scope;
import announcer.lib.time.MonotonicClock;
import announcer.web.bundles.BundleView;
import announcer.web.http.Routes;
import announcer.web.http.ServiceLookup;

/** The parts of the API that are heard or watched while they happen. Safe for use by any thread. */
public final class LiveRoutes implements AutoCloseable {
    private final EventResource events;
    private final ListenResource listeners;
    private final PreviewResource preview;

    /**
     * Begins to wait for clients.
     *
     * @param source the state that clients see
     * @param bundles lists all bundles; may take a while
     * @param mostListeners how many may listen at once
     */
    public LiveRoutes(ServiceLookup<Announcer> engine, SnapshotSource source, Supplier<List<BundleView>> bundles,
            IntSupplier mostListeners, MonotonicClock clock) {
        events = new EventResource(source, bundles, clock);
        listeners = new ListenResource(engine, source, mostListeners, clock);
        preview = new PreviewResource(engine);
    }

    /** Adds the routes of this package. */
    public void addTo(Routes routes) {
        routes.add("GET", "events", Scope.VIEW, events::open).add("GET", "channels/{id}/listen", Scope.VIEW, listeners::listen)
                .add("POST", "preview", Scope.ANNOUNCE, preview::make);
    }

    /** Takes a change of an announcement. Returns at once. */
    public void changed(AnnouncementStatus status) {
        events.changed(status);
    }

    /** Takes a change of a channel, or its end. Returns at once. */
    public void changed(String channel) {
        events.changed(channel);
    }

    /** Takes a change of a bundle, a service or a component. Returns at once. */
    public void inventoryChanged() {
        events.inventoryChanged();
    }

    /** Takes the coming of the engine. Returns at once. */
    public void engineCame() {
        events.engineChanged();
    }

    /** Takes the going of the engine: what clients hear ends, and the events tell it. */
    public void engineGone() {
        listeners.close();
        events.engineChanged();
    }

    /** Clients that read events now. */
    public int watching() {
        return events.clients();
    }

    /** Clients that hear a channel now. */
    public int listening() {
        return listeners.size();
    }

    /** Ends all streams, and the threads. */
    @Override
    public void close() {
        listeners.close();
        events.close();
    }
}
