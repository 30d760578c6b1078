package announcer.web.live;

import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the inventory every two seconds while somebody is watching, on a thread of its own: an engine that takes long to list its voices
 * must not hold up the events.
 */
final class InventoryLoader {
    private static final Logger LOG = LoggerFactory.getLogger(InventoryLoader.class);
    private static final long PAUSE_MILLIS = 2000;

    private final BooleanSupplier watched;
    private final Supplier<Inventory> survey;
    private final Semaphore turns = new Semaphore(0);
    private final Thread thread = new Thread(this::run, "announcer-web-inventory");
    private volatile Optional<Inventory> latest = Optional.empty();
    private volatile boolean closed;

    /** @param watched whether there is anybody to make it for */
    InventoryLoader(BooleanSupplier watched, Supplier<Inventory> survey) {
        this.watched = watched;
        this.survey = survey;
        thread.setDaemon(true);
        thread.start();
    }

    /** The latest; empty while nobody watches, and until the first has been made. */
    Optional<Inventory> latest() {
        return latest;
    }

    /** Somebody has come: one is made at once. */
    void wake() {
        turns.release();
    }

    /** Ends the thread. Does not wait for an engine that never answers. */
    void close() throws InterruptedException {
        closed = true;
        thread.interrupt();
        thread.join(PAUSE_MILLIS);
    }

    private void run() {
        try {
            while (!closed) {
                if (watched.getAsBoolean()) {
                    turns.tryAcquire(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
                } else {
                    latest = Optional.empty();
                    turns.acquire();
                }
                turns.drainPermits();
                if (watched.getAsBoolean()) {
                    look();
                }
            }
        } catch (InterruptedException e) {
            // Closed.
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        try {
            latest = Optional.of(survey.get());
        } catch (RuntimeException | LinkageError e) {
            LOG.warn("engines and bundles cannot be listed for the event stream: {}", e.toString());
        }
    }
}
