package announcer.webhook;

import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread {@code announcer-webhook-NAME}, which sends all events of one webhook. */
final class DispatcherThread {
    private static final Logger LOG = LoggerFactory.getLogger(DispatcherThread.class);
    private static final long JOIN_MILLIS = 3_000;
    /** The pause after an unexpected failure. */
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(30);

    private final DeliveryQueue queue;
    private final Supplier<WebhookTarget> target;
    private final Function<DeliverySender, WebhookDispatcher> dispatcher;
    private final Thread thread;
    private volatile boolean ending;

    DispatcherThread(String name, DeliveryQueue queue, Supplier<WebhookTarget> target,
            Function<DeliverySender, WebhookDispatcher> dispatcher) {
        this.queue = queue;
        this.target = target;
        this.dispatcher = dispatcher;
        thread = new Thread(this::run, "announcer-webhook-" + name);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private void run() {
        try {
            while (!ending) {
                deliver();
            }
        } catch (InterruptedException e) {
            // It is to end.
        }
    }

    /** Returns when it is to end, and when the client cannot be had now: no file descriptors are left, or the trust store is broken. */
    private void deliver() throws InterruptedException {
        try (HttpDeliverySender sender = new HttpDeliverySender(thread.getName() + "-http")) {
            WebhookDispatcher c = dispatcher.apply(sender);
            while (!ending) {
                long seen = queue.changes();
                Duration rest = step(c);
                if (!rest.isZero()) {
                    queue.await(seen, rest);
                }
            }
        } catch (RuntimeException | Error e) {
            LOG.error("{} cannot work now; it tries again in {} s", thread.getName(), AFTER_FAILURE.toSeconds(), e);
            // Closing the client leaves the thread interrupted; who ends it has said so before.
            Thread.interrupted();
            if (!ending) {
                Thread.sleep(AFTER_FAILURE.toMillis());
            }
        }
    }

    private Duration step(WebhookDispatcher c) throws InterruptedException {
        try {
            return c.step(target.get());
        } catch (RuntimeException | LinkageError e) {
            LOG.error("{} could not do its work; it goes on in {} s", thread.getName(), AFTER_FAILURE.toSeconds(), e);
            return AFTER_FAILURE;
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
