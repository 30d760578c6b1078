package announcer.web.live;

import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

import announcer.api.AnnouncementListener;
import announcer.api.AnnouncementStatus;
import announcer.api.access.Scope;
import announcer.web.bundles.BundleView;
import announcer.web.http.Routes;

/** The parts of the API that are heard or watched while they happen. Safe for use by any thread. */
public final class LiveRoutes implements AnnouncementListener, AutoCloseable {
    private final EventResource events;
    private final ListenResource listeners;
    private final PreviewResource preview;

    /**
     * Begins to wait for clients.
     *
     * @param outlook what can be seen
     * @param bundles lists all bundles; may take a while
     * @param mostListeners how many may listen at once
     */
    public LiveRoutes(SnapshotRenderer outlook, Supplier<List<BundleView>> bundles, IntSupplier mostListeners) {
        events = new EventResource(outlook, bundles);
        listeners = new ListenResource(outlook.door(), outlook, mostListeners);
        preview = new PreviewResource(outlook.door());
    }

    /** Adds what is answered here. */
    public void addTo(Routes routes) {
        routes.add("GET", "events", Scope.VIEW, events::open).add("GET", "channels/{id}/listen", Scope.VIEW, listeners::listen)
                .add("POST", "preview", Scope.ANNOUNCE, preview::make);
    }

    /** Returns at once. */
    @Override
    public void changed(AnnouncementStatus status) {
        events.changed(status);
    }

    /** The engine has gone: nobody hears anything any more. Who reads events is told. */
    public void engineGone() {
        listeners.close();
    }

    /** Clients that read events now. */
    public int watching() {
        return events.clients();
    }

    /** Clients that hear a channel now. */
    public int listening() {
        return listeners.size();
    }

    /** Ends all that goes on, and the threads. */
    @Override
    public void close() {
        listeners.close();
        events.close();
    }
}
