package announcer.web.live;

import java.util.function.IntSupplier;

import announcer.api.AnnouncementListener;
import announcer.api.AnnouncementStatus;
import announcer.api.Announcer;
import announcer.api.access.AccessControl;
import announcer.api.access.Scope;
import announcer.web.http.Door;
import announcer.web.http.Routes;

/** The parts of the API that are heard or watched while they happen. Safe for use by any thread. */
public final class Live implements AnnouncementListener, AutoCloseable {
    private final Events events;
    private final Listeners listeners;
    private final Preview preview;

    /**
     * Begins to wait for clients.
     *
     * @param engine door to the engine
     * @param access door to who decides whether a client may stay
     * @param mostListeners how many may listen at once
     */
    public Live(Door<Announcer> engine, Door<AccessControl> access, Surroundings surroundings, IntSupplier mostListeners) {
        events = new Events(engine, access, surroundings);
        listeners = new Listeners(engine, mostListeners);
        preview = new Preview(engine);
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
