package announcer.web.live;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.lib.time.MonotonicClock;

/**
 * Makes the inventory of engines and bundles for the event stream, on a thread of its own ({@code announcer-web-inventory}): an engine that
 * takes long to list its voices must not hold up the events. While clients are there it makes one when an {@link InventorySchedule} says so;
 * without clients it does nothing and keeps nothing.
 */
final class InventoryLoader {
    private static final Logger LOG = LoggerFactory.getLogger(InventoryLoader.class);
    private static final long JOIN_MILLIS = 2000;

    private final BooleanSupplier watched;
    private final Supplier<Inventory> load;
    private final Runnable loaded;
    private final MonotonicClock clock;
    private final InventorySchedule schedule = new InventorySchedule();
    private final Thread thread = new Thread(this::run, "announcer-web-inventory");
    private volatile Optional<Inventory> latest = Optional.empty();
    private volatile boolean closed;

    /**
     * @param watched whether there is a client to make it for
     * @param load makes an inventory; may take a while
     * @param loaded called when there is a new one
     */
    InventoryLoader(BooleanSupplier watched, Supplier<Inventory> load, Runnable loaded, MonotonicClock clock) {
        this.watched = watched;
        this.load = load;
        this.loaded = loaded;
        this.clock = clock;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** The latest; empty while nobody watches, and until the first has been made. */
    Optional<Inventory> latest() {
        return latest;
    }

    /** Takes the arrival of a client: an inventory is made at once. */
    void arrived() {
        schedule.arrived();
        LockSupport.unpark(thread);
    }

    /** Takes the going of a client: with the last one goes what is kept, which nobody would bring up to date. Returns at once. */
    void departed() {
        LockSupport.unpark(thread);
    }

    /** Takes a change of a bundle, a service or a component. Returns at once. */
    void changed() {
        if (watched.getAsBoolean()) {
            schedule.changed(clock.nanoTime());
            LockSupport.unpark(thread);
        }
    }

    /** Takes a change of the engines' figures, which follow what is spoken. Returns at once. */
    void figuresChanged() {
        if (watched.getAsBoolean()) {
            schedule.figuresChanged();
            LockSupport.unpark(thread);
        }
    }

    /** Ends the thread. Does not wait for an engine that never answers. */
    void close() throws InterruptedException {
        closed = true;
        thread.interrupt();
        thread.join(JOIN_MILLIS);
    }

    private void run() {
        while (!closed) {
            if (!watched.getAsBoolean()) {
                latest = Optional.empty();
                schedule.reset();
                LockSupport.park(this);
                continue;
            }
            long now = clock.nanoTime();
            long left = schedule.nanosLeft(now);
            if (left > 0) {
                clock.parkUntil(now + left);
            } else {
                schedule.begun(now);
                load();
            }
        }
    }

    private void load() {
        try {
            latest = Optional.of(load.get());
            loaded.run();
        } catch (RuntimeException | LinkageError e) {
            LOG.warn("engines and bundles cannot be listed for the event stream: {}", e.toString());
        }
    }
}
