package announcer.web.engine;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.api.Announcement;
import announcer.api.access.Caller;
import announcer.lib.json.ApiJson;
import announcer.web.http.CallerPlaces;
import announcer.web.http.Exchange;
import announcer.web.http.Problem;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;

/**
 * Requests that wait for an announcement's outcome. None of them holds a thread: the HTTP server keeps the time, and writes the answer
 * on a thread of its own when the announcement ends or the time is over.
 *
 * <p>
 * An announcement's {@code done()} is subscribed to once, however many requests wait for it one after the other: what depends on a stage
 * stays with it until it completes.
 */
public final class LongPolls {
    /** However many connections there are. */
    public static final int MOST_WAITING = 1000;

    private static final Logger LOG = LoggerFactory.getLogger(LongPolls.class);

    private final Map<String, Set<Poll>> byAnnouncement = new ConcurrentHashMap<>();
    private final IntSupplier most;
    private final CallerPlaces places = new CallerPlaces();
    /** The number of times that all waiting requests have been answered. */
    private final AtomicInteger endings = new AtomicInteger();

    /** @param most how many may wait at once: each holds one of the server's connections */
    public LongPolls(IntSupplier most) {
        this.most = most;
    }

    /** Lets a request wait; it is answered later. */
    public void add(Exchange exchange, Announcement announcement, Duration time) throws Problem {
        reserve(exchange.caller());
        int before = endings.get();
        Poll poll = start(exchange, announcement, time);
        try {
            follow(announcement, poll);
        } catch (RuntimeException | LinkageError e) {
            LOG.warn("announcement {} can no longer be followed, what is known of it is answered at once", announcement.id(), e);
            poll.end();
        }
        if (endings.get() != before) {
            // All were answered while this one was not among them yet.
            poll.end();
        }
    }

    private void reserve(Caller caller) throws Problem {
        int all = most.getAsInt();
        switch (places.take(caller, all)) {
            case FULL -> throw tooMany("all places for requests that wait for an outcome are taken (" + all
                    + CallerPlaces.butKept(caller, all) + ")");
            case SHARE_USED -> throw tooMany(caller.name() + " waits for outcomes " + CallerPlaces.share(all)
                    + " times already, and one caller may have half of the " + all + " places");
            case TAKEN -> {
                // It is freed when the wait ends.
            }
        }
    }

    private static Problem tooMany(String why) {
        return new Problem(503, "too-many-waiting", "Too many requests are waiting", why + "; ask without ?wait=, or try again later")
                .later();
    }

    private Poll start(Exchange exchange, Announcement announcement, Duration time) {
        boolean started = false;
        try {
            Poll poll = new Poll(exchange, announcement);
            poll.start(time);
            started = true;
            return poll;
        } finally {
            // The end of one that has started frees its place.
            if (!started) {
                places.free(exchange.caller());
            }
        }
    }

    private void follow(Announcement announcement, Poll poll) {
        AtomicBoolean first = new AtomicBoolean();
        byAnnouncement.computeIfAbsent(announcement.id(), id -> {
            first.set(true);
            return ConcurrentHashMap.newKeySet();
        }).add(poll);
        if (first.get()) {
            announcement.done().thenAccept(status -> ended(status.id()));
        }
        // It may have ended, and its set been taken away, before this poll was in the set.
        if (announcement.status().state().isFinal()) {
            poll.end();
        }
    }

    /** Returns the number of requests that wait now. */
    public int waiting() {
        return byAnnouncement.values().stream().mapToInt(Set::size).sum();
    }

    /** Answers all that wait with what is known now: the engine, or this bundle, is going. */
    public void endAll() {
        endings.incrementAndGet();
        byAnnouncement.keySet().forEach(this::ended);
    }

    private void ended(String id) {
        Set<Poll> polls = byAnnouncement.remove(id);
        if (polls == null) {
            return;
        }
        // The first one's thread hands on the others: were there hundreds, that alone would hold the engine's events thread.
        for (Poll poll : polls) {
            if (poll.end(() -> polls.forEach(Poll::end))) {
                return;
            }
        }
    }

    private final class Poll implements AsyncListener {
        private final Exchange exchange;
        private final Announcement announcement;
        private final AsyncContext async;
        private final AtomicBoolean over = new AtomicBoolean();

        Poll(Exchange exchange, Announcement announcement) {
            this.exchange = exchange;
            this.announcement = announcement;
            async = exchange.request().startAsync();
        }

        void start(Duration time) {
            async.setTimeout(time.toMillis());
            async.addListener(this);
        }

        void end() {
            end(() -> {});
        }

        /**
         * Called on the engine's events thread, which must not write to a network: a thread of the HTTP server does.
         *
         * @param before what that thread does first
         * @return whether there is such a thread
         */
        boolean end(Runnable before) {
            if (!close()) {
                return false;
            }
            try {
                async.start(() -> {
                    before.run();
                    answer();
                });
                return true;
            } catch (RuntimeException e) {
                // The server is stopping, or has given up the request: there is nobody left to answer.
                LOG.debug("a request that waited for announcement {} can no longer be answered", announcement.id(), e);
                return false;
            }
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            if (close()) {
                answer();
            }
        }

        @Override
        public void onError(AsyncEvent event) {
            if (close()) {
                LOG.debug("a request that waited for announcement {} has gone", announcement.id(), event.getThrowable());
                async.complete();
            }
        }

        @Override
        public void onComplete(AsyncEvent event) {
            close();
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            // An exchange is made asynchronous once only.
        }

        private void answer() {
            try {
                exchange.answer(200, ApiJson.announcement(announcement.status()));
            } catch (IOException e) {
                LOG.debug("the caller that waited for announcement {} has gone", announcement.id(), e);
            } finally {
                async.complete();
            }
        }

        /** Ends the wait. Returns whether this call ended it. */
        private boolean close() {
            if (!over.compareAndSet(false, true)) {
                return false;
            }
            places.free(exchange.caller());
            Set<Poll> others = byAnnouncement.get(announcement.id());
            if (others != null) {
                others.remove(this);
            }
            return true;
        }
    }
}
