package announcer.web.live;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.google.gson.JsonElement;

import announcer.api.AnnouncementStatus;
import announcer.web.engine.AnnouncementJson;

/** The thread that makes the events. While nobody reads them it waits for somebody to come. */
final class EventLoop {
    /** Changes of announcements that may wait for the thread, which takes them within milliseconds. */
    static final int MOST_PENDING = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(EventLoop.class);
    private static final long TICK_NANOS = TimeUnit.SECONDS.toNanos(1) / ChangePublisher.RATE;
    private static final int MOST_AT_ONCE = 1000;
    private static final long JOIN_MILLIS = 5000;

    private final EventClients clients;
    private final ChangePublisher watch;
    private final BlockingQueue<AnnouncementStatus> changes = new LinkedBlockingQueue<>(MOST_PENDING);
    private final AtomicBoolean overrun = new AtomicBoolean();
    private final Thread thread = new Thread(this::run, "announcer-web-events");
    /** The steps that failed when they were taken last. */
    private final Set<String> failing = new HashSet<>();
    private boolean closed;

    EventLoop(EventClients clients, ChangePublisher watch) {
        this.clients = clients;
        this.watch = watch;
        thread.setDaemon(true);
        thread.start();
    }

    /** Called on the engine's events thread: returns at once. */
    void changed(AnnouncementStatus status) {
        if (clients.size() > 0 && !changes.offer(status)) {
            overrun.set(true);
        }
    }

    /** Somebody has come. */
    synchronized void wake() {
        notifyAll();
    }

    void close() throws InterruptedException {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        thread.interrupt();
        thread.join(JOIN_MILLIS);
    }

    private void run() {
        try {
            while (awaitClients()) {
                serve();
            }
        } catch (InterruptedException e) {
            // Closed.
            Thread.currentThread().interrupt();
        }
    }

    private synchronized boolean awaitClients() throws InterruptedException {
        while (clients.size() == 0 && !closed) {
            // What is left of those that were there concerns nobody.
            changes.clear();
            wait();
        }
        return !closed;
    }

    /** Until all have gone. Changes of announcements are passed on as they come, the rest is looked at in ticks. */
    private void serve() throws InterruptedException {
        long due = System.nanoTime();
        while (clients.size() > 0) {
            AnnouncementStatus change = changes.poll(due - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (change != null) {
                guarded("changes", () -> publish(change));
            }
            long now = System.nanoTime();
            if (now - due >= 0) {
                guarded("look", watch::tick);
                due += TICK_NANOS * (1 + (now - due) / TICK_NANOS);
            }
            guarded("send", clients::send);
        }
    }

    private void publish(AnnouncementStatus first) {
        if (overrun.getAndSet(false)) {
            // They would miss what became of some: they come again, and ask.
            LOG.warn("announcements change faster than they can be told, all clients of the event stream are dropped");
            changes.clear();
            clients.endAll();
            return;
        }
        List<AnnouncementStatus> batch = new ArrayList<>();
        batch.add(first);
        changes.drainTo(batch, MOST_AT_ONCE);
        clients.publishAll(EventScope.EVERYBODY, "announcement",
                batch.stream().<Supplier<JsonElement>>map(status -> () -> AnnouncementJson.of(status)).toList());
    }

    private void guarded(String name, Runnable step) {
        try {
            step.run();
            failing.remove(name);
        } catch (RuntimeException | LinkageError e) {
            // An engine that is going, most likely: once is enough for the log.
            if (failing.add(name)) {
                LOG.warn("the event stream cannot tell what is new", e);
            }
        }
    }
}
