package announcer.engine.cache;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread that writes and removes files. Takes tasks from a short queue; before each, and once a minute, does what is due anyway. */
final class CacheWriter extends Thread {
    static final int MAX_WAITING = 64;
    private static final Logger LOG = LoggerFactory.getLogger(CacheWriter.class);
    private static final long LOOK_SECONDS = 60;
    private static final long JOIN_MILLIS = 2_000;

    private final BlockingQueue<Runnable> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
    private final Runnable chores;
    private volatile boolean closing;

    CacheWriter(Runnable chores) {
        super("announcer-cache");
        this.chores = chores;
        setDaemon(true);
        // Not that of whoever made the cache: it would keep that bundle alive.
        setContextClassLoader(CacheWriter.class.getClassLoader());
    }

    @Override
    public void run() {
        try {
            while (!closing || !waiting.isEmpty()) {
                // Taken before the chores: what was asked for before the task was handed in is done before it.
                Runnable task = waiting.poll(LOOK_SECONDS, TimeUnit.SECONDS);
                attempt(chores);
                if (task != null) {
                    attempt(task);
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("{} was told to end", getName());
        }
    }

    private static void attempt(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            LOG.error("The phrase cache met an unexpected error", e);
        }
    }

    /** Hands in a task. Returns false, and forgets it, when too many wait. */
    boolean offer(Runnable task) {
        return !closing && waiting.offer(task);
    }

    /** Has it look for chores now. When the queue is full it is awake anyway. */
    void wake() {
        waiting.offer(() -> {});
    }

    /** Waits until all is done that was handed in before. */
    void flush() throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        waiting.put(done::countDown);
        if (!done.await(20, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the phrase cache's thread has not come so far in 20 s");
        }
    }

    /** Lets it finish what it has, for 2 s at most. */
    void close() {
        closing = true;
        wake();
        try {
            join(JOIN_MILLIS);
            if (isAlive()) {
                LOG.warn("The phrase cache did not finish writing within {} ms; some phrases are not kept", JOIN_MILLIS);
                interrupt();
            }
        } catch (InterruptedException e) {
            interrupt();
            Thread.currentThread().interrupt();
        }
    }
}
