package announcer.web.live;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;

import announcer.api.Announcer;
import announcer.api.Listening;
import announcer.web.http.Door;
import announcer.web.http.Exchange;
import announcer.web.http.Problem;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletResponse;

/** {@code /api/channels/{id}/listen}: what a channel sends, as it sends it. */
final class Listeners implements AutoCloseable {
    private static final String WAV = "audio/wav";
    private static final String FRAMED = "application/vnd.announcer.frames";

    private final Door<Announcer> door;
    private final IntSupplier mostListeners;
    private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();

    /**
     * @param door to the engine
     * @param mostListeners how many may listen at once
     */
    Listeners(Door<Announcer> door, IntSupplier mostListeners) {
        this.door = door;
        this.mostListeners = mostListeners;
    }

    /** Lets somebody hear a channel until they go, the channel goes, or they do not read. */
    void listen(Exchange exchange) throws Problem, IOException {
        boolean framed = Answers.flag(exchange.query(List.of("framed")), "framed");
        String channel = exchange.id();
        if (Answers.isHead(exchange)) {
            if (door.get().channel(channel).isEmpty()) {
                throw Problem.unknownChannel(channel);
            }
            head(exchange.response(), framed);
            return;
        }
        begin(exchange, open(channel, mostListeners.getAsInt()), framed);
    }

    private Listening open(String channel, int most) throws Problem {
        if (listeners.size() >= most) {
            throw tooMany(most + " listen already (setting maxListeners of announcer.web)");
        }
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
            int most = Listener.MOST_WAITING_FRAMES * listening.format().bytesPerFrame();
            Outlet outlet = new Outlet(async, most, System::nanoTime, () -> {});
            Listener listener = new Listener(listening, outlet, framed, listeners::remove);
            listeners.add(listener);
            outlet.open();
            async.start(listener);
            begun = true;
        } finally {
            if (!begun) {
                listening.close();
            }
        }
    }

    private static void head(HttpServletResponse response, boolean framed) {
        response.setContentType(framed ? FRAMED : WAV);
        Answers.unbuffered(response);
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
        listeners.forEach(Listener::end);
    }
}
