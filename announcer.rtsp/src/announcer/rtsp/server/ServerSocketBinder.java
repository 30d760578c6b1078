package announcer.rtsp.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the server listening where the configuration says, on a thread of its own: neither activation nor the event loop waits for a port,
 * nor for those who are told. When the port is taken it says so and tries again every few seconds.
 */
public final class ServerSocketBinder implements AutoCloseable {
    static final String THREAD = "announcer-rtsp-listen";
    private static final Logger LOG = LoggerFactory.getLogger(ServerSocketBinder.class);
    private static final long REPEAT_LOG_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final long JOIN_MILLIS = 5000;

    private record Place(String host, int port) {}

    private final RtspServer server;
    private final Consumer<InetSocketAddress> onUp;
    private final Runnable onDown;
    private final long retryMillis;
    private final Thread thread = new Thread(this::run, THREAD);
    // Guarded by this.
    private Place wanted;
    private boolean closed;
    // The thread's own.
    private Place actual;
    private Place failed;
    private String told = "";
    private long toldNanos;

    /**
     * @param onUp told, on this thread, when it listens, with the actual port
     * @param onDown told, on this thread, before it listens there no more
     */
    public ServerSocketBinder(RtspServer server, String host, int port, long retryMillis, Consumer<InetSocketAddress> onUp,
            Runnable onDown) {
        this.server = server;
        this.onUp = onUp;
        this.onDown = onDown;
        this.retryMillis = retryMillis;
        wanted = new Place(host, port);
    }

    public void start() {
        thread.start();
    }

    /** Another place is wanted, or the same. */
    public synchronized void move(String host, int port) {
        wanted = new Place(host, port);
        notifyAll();
    }

    private void run() {
        try {
            for (Place next = next(); next != null; next = next()) {
                listen(next);
            }
        } catch (InterruptedException e) {
            LOG.debug("Interrupted: listening ends");
        } finally {
            down();
        }
    }

    /** Waits until something is to be done; null: to end. */
    private synchronized Place next() throws InterruptedException {
        long again = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(retryMillis);
        while (!closed) {
            if (wanted.equals(actual)) {
                wait();
            } else if (!wanted.equals(failed)) {
                return wanted;
            } else {
                long millis = TimeUnit.NANOSECONDS.toMillis(again - System.nanoTime());
                if (millis <= 0) {
                    return wanted;
                }
                wait(millis);
            }
        }
        return null;
    }

    private void listen(Place place) {
        down();
        try {
            InetSocketAddress where = server.listen(place.host, place.port);
            LOG.info("RTSP server listens on {}:{}", where.getAddress().getHostAddress(), where.getPort());
            actual = place;
            failed = null;
            told = "";
            onUp.accept(where);
        } catch (IOException e) {
            failed = place;
            tell("RTSP server cannot listen on " + place.host + ":" + place.port + ": " + e.getMessage()
                    + ". End the program that has the port, or set another in announcer.rtsp (port, host; port 0: any free one). Trying again every "
                    + TimeUnit.MILLISECONDS.toSeconds(retryMillis) + " s.");
        }
    }

    private void down() {
        if (actual != null) {
            onDown.run();
            server.unlisten();
            actual = null;
        }
    }

    private void tell(String message) {
        long now = System.nanoTime();
        if (!message.equals(told) || now - toldNanos > REPEAT_LOG_NANOS) {
            LOG.error(message);
            told = message;
            toldNanos = now;
        }
    }

    /** Ends the thread; waits for it, some seconds at most. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        try {
            thread.join(JOIN_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            LOG.error("Thread {} has not ended within {} ms", THREAD, JOIN_MILLIS);
        }
    }
}
