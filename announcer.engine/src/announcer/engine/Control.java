package announcer.engine;

import announcer.lib.time.MonotonicClock;
import java.util.Collection;
import java.util.concurrent.ConcurrentLinkedQueue;

import java.util.concurrent.locks.LockSupport;
import java.util.function.LongUnaryOperator;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread {@code announcer-control}: the one owner of every channel's course. Others leave work in its mailbox, or wake it to look at
 * what they have changed; it blocks on nothing but its own next deadline.
 */
final class Control {
    private static final Logger LOG = LoggerFactory.getLogger(Control.class);
    private static final long IDLE_NANOS = 500_000_000;

    private final MonotonicClock clock;
    private final Collection<Channel> channels;
    private final ConcurrentLinkedQueue<Runnable> mailbox = new ConcurrentLinkedQueue<>();
    private final Thread thread = new Thread(this::run, "announcer-control");
    private volatile LongUnaryOperator beside = now -> Long.MAX_VALUE;
    private volatile boolean woken;
    private volatile boolean stopping;

    /** @param channels live view of all channels */
    Control(MonotonicClock clock, Collection<Channel> channels) {
        this.clock = clock;
        this.channels = channels;
        thread.setDaemon(true);
    }

    /** What is to be done beside the channels at every turn: takes the time, and returns when it wants to be called again. */
    void beside(LongUnaryOperator work) {
        beside = work;
    }

    void start() {
        thread.start();
    }

    /** Ends the thread; what is in the mailbox by then is done first. */
    void stop() {
        stopping = true;
        wake();
        try {
            thread.join(2_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            LOG.error("announcer-control did not end within 2 s");
        }
    }

    /** Has it do something soon. */
    void post(Runnable work) {
        mailbox.add(work);
        wake();
    }

    /** Has it look at all channels soon. Allocates nothing: the pacer calls it. */
    void wake() {
        woken = true;
        LockSupport.unpark(thread);
    }

    private void run() {
        while (!stopping || !mailbox.isEmpty()) {
            woken = false;
            long next = turn();
            if (!woken && mailbox.isEmpty() && !stopping) {
                clock.parkUntil(next);
            }
        }
    }

    /** Does what is to be done now. Returns when it wants to be called again. Package-private: tests call it on a virtual clock. */
    long turn() {
        for (Runnable r = mailbox.poll(); r != null; r = mailbox.poll()) {
            try {
                r.run();
            } catch (RuntimeException | Error e) {
                LOG.error("announcer-control met an unexpected error and goes on", e);
            }
        }
        long now = clock.nanoTime();
        long next = now + IDLE_NANOS;
        for (Channel c : channels) {
            try {
                next = Math.min(next, c.advance(now));
            } catch (RuntimeException | Error e) {
                LOG.error("channel {} met an unexpected error and goes on", c.id(), e);
            }
        }
        try {
            next = Math.min(next, beside.applyAsLong(now));
        } catch (RuntimeException | Error e) {
            LOG.error("announcer-control met an unexpected error and goes on", e);
        }
        return next;
    }
}
