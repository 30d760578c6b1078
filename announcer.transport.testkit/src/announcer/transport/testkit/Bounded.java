package announcer.transport.testkit;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Work on a thread of its own that is waited for so long and no longer: what hangs is a failed test, not a hanging build. */
final class Bounded<T> {
    private final String what;
    private final FutureTask<T> task;
    private final Thread thread;

    private Bounded(String what, Callable<T> work) {
        this.what = what;
        task = new FutureTask<>(work);
        thread = new Thread(task, "contract: " + what);
        // What never returns must not keep the JVM.
        thread.setDaemon(true);
    }

    static <T> Bounded<T> start(String what, Callable<T> work) {
        Bounded<T> started = new Bounded<>(what, work);
        started.thread.start();
        return started;
    }

    boolean isOver() {
        return task.isDone();
    }

    /** Waits until the work is over, so long at most. */
    boolean isOverWithin(long nanos) throws InterruptedException {
        try {
            task.get(nanos, TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            // Over all the same: result() tells.
            return true;
        }
        return true;
    }

    /** Where the work stands now. */
    StackTraceElement[] stack() {
        return thread.getStackTrace();
    }

    /**
     * Returns the result of the work.
     *
     * @throws Exception what the work threw
     * @throws AssertionError when it was not done in time; tells where it was
     */
    T result() throws Exception {
        try {
            return task.get(Patience.nanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            AssertionError late = new AssertionError(what + ": not over within " + TimeUnit.NANOSECONDS.toSeconds(Patience.nanos()) + " s",
                    e);
            late.setStackTrace(thread.getStackTrace());
            throw late;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Exception thrown) {
                throw thrown;
            }
            throw e.getCause() instanceof Error error ? error : new AssertionError(e);
        }
    }
}
