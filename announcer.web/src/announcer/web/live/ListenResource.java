package announcer.web.live;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;

import announcer.api.Announcer;
import announcer.api.Listening;
import announcer.api.access.Caller;
import announcer.api.access.HttpCredentials;
import announcer.api.access.Scope;
import announcer.web.http.Door;
import announcer.web.http.Exchange;
import announcer.web.http.RequestAuthorization;
import announcer.web.http.Problem;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletResponse;

/** {@code /api/channels/{id}/listen}: what a channel sends, as it sends it. */
final class ListenResource implements AutoCloseable {
    private static final String WAV = "audio/wav";
    private static final String FRAMED = "application/vnd.announcer.frames";

    private final Door<Announcer> door;
    private final SnapshotSource sight;
    private final IntSupplier mostListeners;
    private final StreamQuota places = new StreamQuota();
    private final Set<ListenerStream> listeners = ConcurrentHashMap.newKeySet();

    /**
     * @param door to the engine
     * @param sight knows who somebody is now
     * @param mostListeners how many may listen at once
     */
    ListenResource(Door<Announcer> door, SnapshotSource sight, IntSupplier mostListeners) {
        this.door = door;
        this.sight = sight;
        this.mostListeners = mostListeners;
    }

    /** Lets somebody hear a channel until they go, the channel goes, or they do not read. */
    void listen(Exchange exchange) throws Problem, IOException {
        boolean framed = StreamResponses.flag(exchange.query(List.of("framed")), "framed");
        String channel = exchange.id();
        if (StreamResponses.isHead(exchange)) {
            if (door.get().channel(channel).isEmpty()) {
                throw Problem.unknownChannel(channel);
            }
            head(exchange.response(), framed);
            return;
        }
        Caller caller = exchange.caller();
        takePlace(caller, mostListeners.getAsInt());
        boolean begun = false;
        try {
            begin(exchange, open(channel), framed);
            begun = true;
        } finally {
            if (!begun) {
                places.leave(caller);
            }
        }
    }

    private void takePlace(Caller caller, int most) throws Problem {
        switch (places.take(caller, most)) {
            case FULL -> throw tooMany(most + " listen already (setting maxListeners of announcer.web)");
            case HALF ->
                throw tooMany(caller.name() + " listens " + StreamQuota.half(most) + " times already, and one caller may have half of the "
                        + most + " places (setting maxListeners of announcer.web)");
            case TAKEN -> {
                // It is left when the listener ends.
            }
        }
    }

    private Listening open(String channel) throws Problem {
        try {
            return door.get().listen(channel).orElseThrow(() -> Problem.unknownChannel(channel));
        } catch (IllegalStateException e) {
            throw tooMany(String.valueOf(e.getMessage()));
        }
    }

    private void begin(Exchange exchange, Listening listening, boolean framed) throws IOException {
        boolean begun = false;
        try {
            head(exchange.response(), framed);
            AsyncContext async = exchange.request().startAsync();
            async.setTimeout(0);
            int most = ListenerStream.MOST_WAITING_FRAMES * listening.format().bytesPerFrame();
            NonBlockingResponse outlet = new NonBlockingResponse(async, most, System::nanoTime, () -> {});
            Caller caller = exchange.caller();
            HttpCredentials shown = RequestAuthorization.credentials(exchange.request());
            ListenerStream listener = new ListenerStream(listening, outlet, framed,
                    () -> sight.now(caller, shown).filter(now -> now.may(Scope.VIEW)).isPresent(), System::nanoTime, ended -> {
                        if (listeners.remove(ended)) {
                            places.leave(caller);
                        }
                    });
            outlet.open();
            listeners.add(listener);
            // From here on its end leaves the place.
            begun = true;
            start(async, listener);
        } finally {
            if (!begun) {
                listening.close();
            }
        }
    }

    private static void start(AsyncContext async, ListenerStream listener) {
        try {
            async.start(listener);
        } catch (RuntimeException e) {
            // The server is stopping.
            listener.end();
        }
    }

    private static void head(HttpServletResponse response, boolean framed) {
        response.setContentType(framed ? FRAMED : WAV);
        StreamResponses.unbuffered(response);
    }

    private static Problem tooMany(String why) {
        return new Problem(429, "too-many-listeners", "Too many listen", why + "; try again when one of them has gone").later();
    }

    int size() {
        return listeners.size();
    }

    /** Ends all: the engine, or this bundle, is going. */
    @Override
    public void close() {
        listeners.forEach(ListenerStream::end);
    }
}
