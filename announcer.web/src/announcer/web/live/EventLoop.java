package announcer.web.live;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.google.gson.JsonElement;

import announcer.api.AnnouncementStatus;
import announcer.lib.json.ApiJson;
import announcer.lib.time.MonotonicClock;

/**
 * The thread that publishes the events ({@code announcer-web-events}). It sleeps until the engine tells of a change, a client comes, or
 * something is due; without clients it does nothing. Other threads only put down what has changed and wake it.
 */
final class EventLoop {
    /** Changes of announcements that may wait for the thread, which takes them within milliseconds. */
    static final int MOST_PENDING = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(EventLoop.class);
    private static final int MOST_AT_ONCE = 1000;
    private static final long JOIN_MILLIS = 5000;

    private final EventClients clients;
    private final ChangePublisher publisher;
    private final ChangedChannels changedChannels;
    private final MonotonicClock clock;
    private final BlockingQueue<AnnouncementStatus> announcements = new LinkedBlockingQueue<>(MOST_PENDING);
    private final AtomicBoolean overrun = new AtomicBoolean();
    private final Thread thread = new Thread(this::run, "announcer-web-events");
    /** The steps that failed when they were taken last. */
    private final Set<String> failing = new HashSet<>();
    private volatile boolean closed;

    EventLoop(EventClients clients, ChangePublisher publisher, ChangedChannels changedChannels, MonotonicClock clock) {
        this.clients = clients;
        this.publisher = publisher;
        this.changedChannels = changedChannels;
        this.clock = clock;
        thread.setDaemon(true);
        thread.start();
    }

    /** Takes a change of an announcement, and so of its channel. Called on the engine's events thread: returns at once. */
    void changed(AnnouncementStatus status) {
        if (clients.size() > 0) {
            if (!announcements.offer(status)) {
                overrun.set(true);
            }
            status.channels().forEach(this::changed);
        }
    }

    /** Takes a change of a channel. Called on any thread: returns at once. */
    void changed(String channel) {
        if (clients.size() > 0) {
            changedChannels.add(channel);
            wake();
        }
    }

    /** Takes a change of every channel: the engine has come or gone. */
    void allChanged() {
        if (clients.size() > 0) {
            changedChannels.addAll();
            wake();
        }
    }

    /** Lets the thread look at once: a client has come, or an inventory. */
    void wake() {
        LockSupport.unpark(thread);
    }

    void close() throws InterruptedException {
        closed = true;
        thread.interrupt();
        thread.join(JOIN_MILLIS);
    }

    private void run() {
        while (!closed) {
            if (clients.size() > 0) {
                publisher.start();
                serve();
            } else {
                // The changes that are left concern nobody.
                announcements.clear();
                overrun.set(false);
                changedChannels.take();
                LockSupport.park(this);
            }
        }
    }

    /** Serves until all clients have gone. */
    private void serve() {
        while (clients.size() > 0 && !closed) {
            guarded("changes", this::publishAnnouncements);
            guarded("look", publisher::turn);
            guarded("send", clients::send);
            if (announcements.isEmpty()) {
                clock.parkUntil(publisher.dueNanos());
            }
        }
    }

    private void publishAnnouncements() {
        if (overrun.getAndSet(false)) {
            // They would miss what became of some: they come again, and ask.
            LOG.warn("announcements change faster than they can be told, all clients of the event stream are dropped");
            announcements.clear();
            clients.endAll();
            return;
        }
        List<AnnouncementStatus> batch = new ArrayList<>();
        announcements.drainTo(batch, MOST_AT_ONCE);
        clients.publishAll(EventScope.EVERYBODY, "announcement",
                batch.stream().<Supplier<JsonElement>>map(status -> () -> ApiJson.announcement(status)).toList());
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
