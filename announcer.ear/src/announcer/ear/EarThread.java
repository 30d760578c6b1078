package announcer.ear;

import java.util.concurrent.locks.LockSupport;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.lib.log.LogThrottle;
import announcer.lib.time.MonotonicClock;

/** The thread of one channel's ear: its player's process lives as long as the thread. */
final class EarThread {
    private static final Logger LOG = LoggerFactory.getLogger(EarThread.class);
    private static final long LOOK_NANOS = 100_000_000;
    private static final long JOIN_MILLIS = 5000;

    private final ChannelEar ear;
    private final MonotonicClock clock;
    private final Thread thread;
    private final LogThrottle throttle;
    private volatile boolean ended;

    EarThread(String channel, ChannelEar ear, MonotonicClock clock) {
        this.ear = ear;
        this.clock = clock;
        throttle = new LogThrottle(clock::nanoTime);
        thread = new Thread(this::run, "announcer-ear-" + channel);
        thread.setDaemon(true);
        thread.start();
    }

    ChannelEar ear() {
        return ear;
    }

    private void run() {
        try {
            while (!ended) {
                try {
                    ear.look();
                } catch (RuntimeException | Error e) {
                    // A service that has just gone or is at fault, or no thread or memory could be had: the next look may have it. What was
                    // found before says nothing any more.
                    throttle.pass("look").ifPresent(
                            missed -> LOG.warn("{}: a look failed: {}{}", thread.getName(), e.toString(), LogThrottle.more(missed)));
                    LOG.debug("{}", thread.getName(), e);
                    ear.failedLook(e);
                    clock.parkUntil(clock.nanoTime() + 10 * LOOK_NANOS);
                }
                clock.parkUntil(clock.nanoTime() + LOOK_NANOS);
            }
        } finally {
            ear.close();
        }
    }

    /** Asks it to end; does not wait. */
    void end() {
        ended = true;
        LockSupport.unpark(thread);
    }

    /** Waits for its end, some seconds at most. */
    void join() {
        try {
            thread.join(JOIN_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            LOG.error("thread {} has not ended within {} ms", thread.getName(), JOIN_MILLIS);
        }
    }
}
