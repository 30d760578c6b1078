package announcer.schedule;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.lib.thread.ThreadJoin;
import announcer.lib.time.MonotonicClock;

/** The thread {@code announcer-schedule}. */
final class ScheduleThread {
    private static final Logger LOG = LoggerFactory.getLogger(ScheduleThread.class);
    private static final Duration JOIN = Duration.ofSeconds(3);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);

    private final Scheduler scheduler;
    private final MonotonicClock clock;
    private final Thread thread;
    private volatile boolean ending;

    ScheduleThread(Scheduler scheduler, MonotonicClock clock) {
        this.scheduler = scheduler;
        this.clock = clock;
        thread = new Thread(this::run, "announcer-schedule");
        thread.setDaemon(true);
    }

    void start() {
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
    void turn() {
        Duration rest;
        try {
            rest = scheduler.step();
        } catch (RuntimeException | Error e) {
            // Also one of memory or stack: without this thread nothing is ever said again.
            LOG.error("schedules could not do their work; they go on in {} s", AFTER_FAILURE.toSeconds(), e);
            rest = AFTER_FAILURE;
        }
        if (!ending) {
            clock.parkUntil(clock.nanoTime() + rest.toNanos());
        }
    }

    /** Something has changed. */
    void wake() {
        LockSupport.unpark(thread);
    }

    /** Ends it, and waits for it, some seconds at most. */
    void end() {
        ending = true;
        scheduler.ending();
        wake();
        boolean ended = ThreadJoin.within(thread, JOIN);
        scheduler.end(ended);
        if (!ended) {
            LOG.warn("{} did not end within {} s and is left behind", thread.getName(), JOIN.toSeconds());
        }
    }
}
