package announcer.testing.concurrent;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A task of a test that runs on a daemon thread of its own and is waited for with a limit: what hangs is a failed test, not a hanging build.
 * Safe for use by any thread.
 *
 * @param <T> type of the result
 */
public final class BoundedTask<T> {
    private final String name;
    private final FutureTask<T> task;
    private final Thread thread;

    private BoundedTask(String name, Callable<T> work) {
        this.name = name;
        task = new FutureTask<>(work);
        thread = new Thread(task, "testkit: " + name);
        // What never returns must not keep the JVM.
        thread.setDaemon(true);
    }

    /** Starts the work on its thread. @param name is part of the thread's name and of what {@link #get} says of a task that is late */
    public static <T> BoundedTask<T> start(String name, Callable<T> work) {
        BoundedTask<T> started = new BoundedTask<>(name, work);
        started.thread.start();
        return started;
    }

    /** Interrupts the thread of the task. */
    public void interrupt() {
        thread.interrupt();
    }

    /** Whether the task has ended, by a result or by an exception. */
    public boolean isDone() {
        return task.isDone();
    }

    /** Waits until the task has ended; returns false when it has not within the limit. The task goes on then. */
    public boolean awaitDone(Duration limit) throws InterruptedException {
        try {
            task.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            // It has ended all the same: get() tells how.
            return true;
        }
        return true;
    }

    /** Where the task stands now; empty when it has ended. */
    public StackTraceElement[] stackTrace() {
        return thread.getStackTrace();
    }

    /**
     * Waits for the result.
     *
     * @throws Exception what the work threw
     * @throws AssertionError when the task has not ended within the limit; its stack trace is where the task stood, and its thread is
     *         interrupted
     */
    public T get(Duration limit) throws Exception {
        try {
            return task.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            AssertionError late = new AssertionError(name + ": not over within " + limit.toMillis() + " ms", e);
            late.setStackTrace(thread.getStackTrace());
            thread.interrupt();
            throw late;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Exception thrown) {
                throw thrown;
            }
            throw e.getCause() instanceof Error error ? error : new AssertionError(e);
        }
    }
}
