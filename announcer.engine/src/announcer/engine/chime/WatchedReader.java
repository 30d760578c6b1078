package announcer.engine.chime;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.lib.time.Deadline;
import announcer.lib.time.MonotonicClock;

/**
 * A thread that reads files, one after the other; it is there while there is something to read. One file on which it hangs (a share that does
 * not answer, a decoder that does not end) is given up after a while: the thread is interrupted and replaced. Whoever waits for a result watches
 * it. Any thread.
 */
final class WatchedReader {
    /** Threads that hang at a time; then nothing more is begun until one returns. */
    private static final int MOST_STUCK = 3;
    private static final long LOOK_NANOS = 500_000_000;
    private static final Logger LOG = LoggerFactory.getLogger(WatchedReader.class);

    private record Job<T>(Callable<T> work, CompletableFuture<T> result) {
        void run() {
            try {
                result.complete(work.call());
            } catch (Exception | Error e) {
                // Who waits for it is told, whatever it is.
                result.completeExceptionally(e);
            }
        }
    }

    private final String name;
    private final Duration longest;
    private final MonotonicClock clock;
    // All guarded by this.
    private final Deque<Job<?>> waiting = new ArrayDeque<>();
    private Thread thread;
    private Job<?> present;
    private Deadline deadline = Deadline.NEVER;
    private int stuck;

    /**
     * @param name of its thread
     * @param longest how long one file may take
     */
    WatchedReader(String name, Duration longest, MonotonicClock clock) {
        this.name = name;
        this.longest = longest;
        this.clock = clock;
    }

    /** Has something read. It is completed with an {@link IOException} when it takes longer than it may. */
    <T> CompletableFuture<T> submit(Callable<T> work) {
        Job<T> job = new Job<>(work, new CompletableFuture<>());
        synchronized (this) {
            waiting.addLast(job);
            hire();
        }
        return job.result;
    }

    /**
     * Waits for what depends on something that is read here.
     *
     * @return empty: it is not there by then
     */
    <T> Optional<T> await(CompletableFuture<T> result, Deadline until) throws InterruptedException, ExecutionException {
        while (true) {
            long now = clock.nanoTime();
            long look = watch(now);
            if (!result.isDone() && until.hasPassed(now)) {
                return Optional.empty();
            }
            try {
                return Optional.of(result.get(Math.min(look, until.nanosLeft(now)), TimeUnit.NANOSECONDS));
            } catch (TimeoutException e) {
                LOG.trace("{} is looked at again", name);
            }
        }
    }

    /** Gives up what takes too long. Returns after how many nanoseconds to look again. */
    private long watch(long now) {
        Job<?> late;
        synchronized (this) {
            if (present == null || !deadline.hasPassed(now)) {
                return Math.min(LOOK_NANOS, deadline.nanosLeft(now));
            }
            late = present;
            LOG.warn("{} does not return from reading a chime within {} ms and is given up", name, longest.toMillis());
            thread.interrupt();
            stuck++;
            thread = null;
            present = null;
            deadline = Deadline.NEVER;
            hire();
        }
        late.result.completeExceptionally(new IOException("it could not be read within " + longest.toMillis() / 1000.0 + " s"));
        return LOOK_NANOS;
    }

    private void hire() {
        if (thread == null && !waiting.isEmpty() && stuck < MOST_STUCK) {
            Thread t = new Thread(this::work, name);
            t.setDaemon(true);
            t.start();
            thread = t;
        }
    }

    private void work() {
        for (Job<?> job = next(); job != null; job = next()) {
            job.run();
        }
    }

    private synchronized Job<?> next() {
        if (thread != Thread.currentThread()) {
            stuck--;
            hire();
            return null;
        }
        present = waiting.pollFirst();
        deadline = present == null ? Deadline.NEVER : Deadline.after(clock.nanoTime(), longest);
        if (present == null) {
            thread = null;
        }
        return present;
    }
}
