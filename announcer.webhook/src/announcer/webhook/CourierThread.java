package announcer.webhook;

import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread {@code announcer-webhook-NAME}, on which everything is sent. */
final class CourierThread {
    private static final Logger LOG = LoggerFactory.getLogger(CourierThread.class);
    private static final long JOIN_MILLIS = 3_000;

    private final Outbox outbox;
    private final Supplier<Target> target;
    private final Function<Sender, Courier> courier;
    private final Thread thread;
    private volatile boolean ending;

    CourierThread(String name, Outbox outbox, Supplier<Target> target, Function<Sender, Courier> courier) {
        this.outbox = outbox;
        this.target = target;
        this.courier = courier;
        thread = new Thread(this::run, "announcer-webhook-" + name);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private void run() {
        try (HttpSender sender = new HttpSender(thread.getName() + "-http")) {
            Courier c = courier.apply(sender);
            while (!ending) {
                long seen = outbox.changes();
                Duration rest = c.step(target.get());
                if (!rest.isZero()) {
                    outbox.await(seen, rest);
                }
            }
        } catch (InterruptedException e) {
            // It is to end.
        } catch (RuntimeException e) {
            LOG.error("{} has ended; save the webhook's settings to start it anew", thread.getName(), e);
        }
    }

    /** Ends it, in the middle of an attempt if need be, and waits for it, some seconds at most. */
    void end() {
        ending = true;
        thread.interrupt();
        try {
            thread.join(JOIN_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            LOG.warn("{} did not end within {} ms and is left behind", thread.getName(), JOIN_MILLIS);
        }
    }
}
