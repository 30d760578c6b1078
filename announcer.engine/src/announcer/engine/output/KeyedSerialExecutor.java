package announcer.engine.output;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs work on the threads of another executor, one piece at a time for each key, in order. So what hangs holds one thread for its key, and
 * what waits behind it holds none. Any thread.
 */
final class KeyedSerialExecutor<K> {
    private static final Logger LOG = LoggerFactory.getLogger(KeyedSerialExecutor.class);

    private final Executor threads;
    // Guarded by this: what waits, for each key whose work is going on.
    private final Map<K, Deque<Runnable>> waiting = new HashMap<>();
    private boolean closed;

    KeyedSerialExecutor(Executor threads) {
        this.threads = threads;
    }

    /**
     * Runs work when all that was given for its key before is done.
     *
     * @throws RuntimeException when no thread could be had for it: it is not run then
     */
    synchronized void execute(K key, Runnable work) {
        if (closed) {
            throw new RejectedExecutionException("it is closed");
        }
        Deque<Runnable> before = waiting.get(key);
        if (before != null) {
            before.addLast(work);
            return;
        }
        waiting.put(key, new ArrayDeque<>());
        boolean begun = false;
        try {
            threads.execute(() -> run(key, work));
            begun = true;
        } finally {
            if (!begun) {
                waiting.remove(key);
            }
        }
    }

    /** Runs nothing any more: what waits is forgotten, so that the interrupt of one that hangs does not begin the next. */
    synchronized void close() {
        closed = true;
        waiting.values().forEach(Deque::clear);
    }

    private void run(K key, Runnable first) {
        for (Runnable work = first; work != null; work = next(key)) {
            try {
                work.run();
            } catch (RuntimeException | Error e) {
                LOG.error("work for {} met an unexpected error", key, e);
            }
        }
    }

    /** What is to be done next for a key; null when that was all. */
    private synchronized Runnable next(K key) {
        Runnable next = waiting.get(key).pollFirst();
        if (next == null) {
            waiting.remove(key);
        }
        return next;
    }
}
