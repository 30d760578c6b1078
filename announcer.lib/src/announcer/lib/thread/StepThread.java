package announcer.lib.thread;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.lib.time.MonotonicClock;

/** A daemon thread that takes steps: each does what is due, and says how long nothing is. A step that fails is logged, and others follow. */
public final class StepThread {
    private static final Logger LOG = LoggerFactory.getLogger(StepThread.class);
    private static final Duration JOIN = Duration.ofSeconds(3);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);

    private final Supplier<Duration> step;
    private final MonotonicClock clock;
    private final Thread thread;
    private volatile boolean ending;

    /** @param step does what is due; returns for how long nothing is */
    public StepThread(String name, Supplier<Duration> step, MonotonicClock clock) {
        this.step = step;
        this.clock = clock;
        thread = new Thread(this::run, name);
        thread.setDaemon(true);
    }

    /** Starts it. */
    public void start() {
        thread.start();
    }

    private void run() {
        while (!ending) {
            try {
                turn();
            } catch (RuntimeException | Error e) {
                // Not even the log could take it.
                clock.parkUntil(clock.nanoTime() + AFTER_FAILURE.toNanos());
            }
        }
    }

    /** Does what is due, and waits for what is due next. */
    public void turn() {
        Duration rest;
        try {
            rest = step.get();
        } catch (RuntimeException | Error e) {
            // Also one of memory or stack: without this thread nothing is ever done again.
            LOG.error("{} could not do its work; it goes on in {} s", thread.getName(), AFTER_FAILURE.toSeconds(), e);
            rest = AFTER_FAILURE;
        }
        if (!ending) {
            clock.parkUntil(clock.nanoTime() + rest.toNanos());
        }
    }

    /** Something has changed: the next step is taken now. */
    public void wake() {
        LockSupport.unpark(thread);
    }

    /** No step is begun any more. */
    public void stopSoon() {
        ending = true;
    }

    /** Ends it, and waits for it, some seconds at most. Returns whether it has ended. */
    public boolean end() {
        ending = true;
        wake();
        boolean ended = ThreadJoin.within(thread, JOIN);
        if (!ended) {
            LOG.warn("{} did not end within {} s and is left behind", thread.getName(), JOIN.toSeconds());
        }
        return ended;
    }
}
