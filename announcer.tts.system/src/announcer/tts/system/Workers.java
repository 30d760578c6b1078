package announcer.tts.system;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The threads of the engine, what they are at, and the clock that ends what takes too long. Safe for any thread. */
final class Workers {
    /** A process that was asked to end has this long before it is ended. */
    static final Duration GRACE = Duration.ofMillis(500);
    /** How long closing waits for threads, at first and after their processes were ended the hard way. */
    private static final Duration JOIN = Duration.ofSeconds(2);
    private static final Logger LOG = LoggerFactory.getLogger(Workers.class);

    private final AtomicInteger number = new AtomicInteger();
    private final ScheduledThreadPoolExecutor clock;
    private volatile Thread clockThread;
    private final Map<Thread, Runnable> running = new LinkedHashMap<>();
    private boolean closed;

    Workers() {
        clock = new ScheduledThreadPoolExecutor(1, r -> {
            clockThread = daemon(r, name());
            return clockThread;
        });
        clock.setRemoveOnCancelPolicy(true);
        clock.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /**
     * Has work done by a thread of its own.
     *
     * @param stop ends the work soon when called by another thread
     * @return whether it was begun: not when this is closed
     */
    synchronized boolean begin(Runnable work, Runnable stop) {
        if (closed) {
            return false;
        }
        // Forgotten only when they are dead, so that closing waits also for those that are just ending.
        running.keySet().removeIf(t -> !t.isAlive());
        Thread thread = daemon(work, name());
        // Started first: there may be no more threads.
        thread.start();
        running.put(thread, stop);
        return true;
    }

    /** Has a short action done later; never when this is closed before. */
    ScheduledFuture<?> later(Runnable action, Duration delay) {
        try {
            return clock.schedule(() -> {
                try {
                    action.run();
                } catch (RuntimeException e) {
                    LOG.warn("an action of {} failed", Thread.currentThread().getName(), e);
                }
            }, Math.max(0, delay.toNanos()), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            // Closing ends all processes itself.
            return null;
        }
    }

    private String name() {
        return "announcer-system-" + number.incrementAndGet();
    }

    static Thread daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        // Not that of whoever happened to ask: it would keep that bundle alive.
        thread.setContextClassLoader(Workers.class.getClassLoader());
        return thread;
    }

    /** Stops all work and waits for its threads. Returns the names of those that did not end. */
    List<String> close() throws InterruptedException {
        Map<Thread, Runnable> left;
        synchronized (this) {
            closed = true;
            left = new LinkedHashMap<>(running);
        }
        left.values().forEach(Runnable::run);
        // The grace runs out on the clock, which therefore ends last.
        long until = System.nanoTime() + GRACE.plus(JOIN).toNanos();
        for (Thread thread : left.keySet()) {
            thread.join(Math.max(1, (until - System.nanoTime()) / 1_000_000));
        }
        clock.shutdownNow();
        Thread last = clockThread;
        if (last != null) {
            last.join(JOIN.toMillis());
        }
        return left.keySet().stream().filter(Thread::isAlive).map(Thread::getName).toList();
    }
}
