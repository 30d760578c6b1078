package announcer.tts.testkit;

import java.time.Duration;
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
        thread = new Thread(task, "testkit: " + what);
        // What never returns must not keep the JVM.
        thread.setDaemon(true);
    }

    static <T> Bounded<T> start(String what, Callable<T> work) {
        Bounded<T> started = new Bounded<>(what, work);
        started.thread.start();
        return started;
    }

    void interrupt() {
        thread.interrupt();
    }

    /**
     * What the work returned.
     *
     * @throws Exception what the work threw
     * @throws AssertionError when it was not done in time; tells where it was
     */
    T within(Duration patience) throws Exception {
        try {
            return task.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            AssertionError late = new AssertionError(what + ": not over within " + patience.toMillis() + " ms", e);
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
