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
import announcer.web.http.CallerPlaces;
import announcer.web.http.ServiceLookup;
import announcer.lib.http.RequestCredentials;
import announcer.lib.time.MonotonicClock;
import announcer.web.http.Exchange;
import announcer.web.http.Problem;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletResponse;

/** {@code /api/channels/{id}/listen}: the sound of a channel, as it is sent. Safe for use by any thread. */
final class ListenResource implements AutoCloseable {
    private static final String WAV = "audio/wav";
    private static final String FRAMED = "application/vnd.announcer.frames";

    private final ServiceLookup<Announcer> engine;
    private final SnapshotSource source;
    private final IntSupplier mostListeners;
    private final MonotonicClock clock;
    private final CallerPlaces quota = new CallerPlaces();
    private final Set<ListenerStream> listeners = ConcurrentHashMap.newKeySet();

    /**
     * @param engine the engine
     * @param source knows who a caller is now
     * @param mostListeners how many may listen at once
     */
    ListenResource(ServiceLookup<Announcer> engine, SnapshotSource source, IntSupplier mostListeners, MonotonicClock clock) {
        this.engine = engine;
        this.source = source;
        this.mostListeners = mostListeners;
        this.clock = clock;
    }

    /** Lets a client hear a channel until the client goes, the channel goes, or the client does not read. */
    void listen(Exchange exchange) throws Problem, IOException {
        boolean framed = StreamResponses.flag(exchange.query(List.of("framed")), "framed");
        String channel = exchange.id();
        if (StreamResponses.isHead(exchange)) {
            if (engine.get().channel(channel).isEmpty()) {
                throw Problem.unknownChannel(channel);
            }
            head(exchange.response(), framed);
            return;
        }
        Caller caller = exchange.caller();
        reserve(caller, mostListeners.getAsInt());
        boolean begun = false;
        try {
            begin(exchange, open(channel), framed);
            begun = true;
        } finally {
            if (!begun) {
                quota.free(caller);
            }
        }
    }

    private void reserve(Caller caller, int most) throws Problem {
        switch (quota.take(caller, most)) {
            case FULL -> throw tooMany("all places for listeners are taken (" + most
                    + CallerPlaces.butKept(caller, most) + "; setting maxListeners of announcer.web)");
            case SHARE_USED ->
                throw tooMany(
                        caller.name() + " listens " + CallerPlaces.share(most) + " times already, and one caller may have half of the "
                                + most + " places (setting maxListeners of announcer.web)");
            case TAKEN -> {
                // It is freed when the stream ends.
            }
        }
    }

    private Listening open(String channel) throws Problem {
        try {
            return engine.get().listen(channel).orElseThrow(() -> Problem.unknownChannel(channel));
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
            NonBlockingResponse response = new NonBlockingResponse(async, most, clock, () -> {});
            Caller caller = exchange.caller();
            HttpCredentials shown = RequestCredentials.of(exchange.request());
            ListenerStream listener = new ListenerStream(listening, response, framed,
                    () -> source.now(caller, shown).filter(now -> now.may(Scope.VIEW)).isPresent(), clock, ended -> {
                        if (listeners.remove(ended)) {
                            quota.free(caller);
                        }
                    });
            response.open();
            listeners.add(listener);
            // From here on its end releases the place.
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
