package announcer.engine.synthesis;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads that make sound, such as {@code announcer-synth-n}, and their one watchdog. A task that takes longer than it may is given up:
 * its thread is interrupted, counted as stuck, and replaced, so that the others go on; when it comes back after all, it ends. The number of
 * stuck threads is bounded. Any thread.
 */
public class SynthesisExecutor {
    /** The work of one thread, watched by the pool. */
    public interface Task extends Runnable {
        /**
         * Nanoseconds until it takes longer than it may, at most 0 when it does; {@link Long#MAX_VALUE}: nothing that has a deadline is going
         * on. Any thread; does not block.
         */
        long nanosLeft(long now);

        /** It has taken longer than it may, and its thread is lost to it. Any thread; does not block. */
        void giveUp();

        /** Nobody wants what comes of it any more, whole or not. Any thread; does not block. */
        void cancel();
    }

    /** A task begins a new step on its own thread, of which nobody is told: so often it is asked again. */
    private static final long LOOK_NANOS = 500_000_000;
    private static final Logger LOG = LoggerFactory.getLogger(SynthesisExecutor.class);

    private final String threadName;
    private final int maxStuck;
    private final Deque<Task> waiting = new ArrayDeque<>();
    private final List<Worker> workers = new ArrayList<>();
    private int size;
    private int stuck;
    private int made;
    private boolean stopping;
    private volatile Runnable onSubmit = () -> {};

    /** Threads {@code announcer-synth-n}; see the other constructor. */
    public SynthesisExecutor(int size, int maxStuck) {
        this("announcer-synth-", size, maxStuck);
    }

    /**
     * @param threadName what their names begin with
     * @param size threads at work
     * @param maxStuck threads that may hang before no more are made
     */
    public SynthesisExecutor(String threadName, int size, int maxStuck) {
        this.threadName = threadName;
        this.size = size;
        this.maxStuck = maxStuck;
    }

    /** Changes the number of threads; the surplus ends when idle. */
    public synchronized void resize(int threads) {
        size = threads;
        hire();
        notifyAll();
    }

    /** @param wake called when there is one more task to {@link #watch} */
    public void onSubmit(Runnable wake) {
        onSubmit = wake;
    }

    public void submit(Task task) {
        synchronized (this) {
            waiting.addLast(task);
            hire();
            notify();
        }
        onSubmit.run();
    }

    /** Gives up the tasks that take longer than they may. Returns after how many nanoseconds to look again; {@link Long#MAX_VALUE}: not at all. */
    public long watch(long now) {
        List<Task> late = new ArrayList<>();
        long next = look(now, late);
        // First it says that it is late, then it is interrupted: so its end is not taken for the cause.
        late.forEach(Task::giveUp);
        late.forEach(this::abandon);
        return next;
    }

    private synchronized long look(long now, List<Task> late) {
        long next = waiting.isEmpty() ? Long.MAX_VALUE : LOOK_NANOS;
        for (Worker w : workers) {
            if (w.task != null && !w.abandoned) {
                long left = w.task.nanosLeft(now);
                if (left <= 0) {
                    late.add(w.task);
                }
                next = Math.min(next, left > 0 ? Math.min(left, LOOK_NANOS) : LOOK_NANOS);
            }
        }
        return next;
    }

    private synchronized void abandon(Task task) {
        for (Worker w : workers) {
            if (w.task == task && !w.abandoned) {
                w.abandoned = true;
                stuck++;
                w.interrupt();
                LOG.warn("{} does not return and is given up; {} of at most {} threads are stuck", w.getName(), stuck, maxStuck);
                hire();
                return;
            }
        }
    }

    /** Nobody wants a task any more: takes it back if it has not begun. False for one that has: it is left to end. */
    synchronized boolean forget(Task task) {
        return waiting.remove(task);
    }

    /** Threads that were given up and have not come back. */
    public synchronized int stuck() {
        return stuck;
    }

    /** Cancels all tasks, interrupts all threads and waits for them, a second in all at most. */
    public void stop() {
        List<Worker> all;
        synchronized (this) {
            stopping = true;
            waiting.clear();
            all = List.copyOf(workers);
            // First, or a task would take what an interrupted engine returns for all of the sound.
            all.stream().filter(w -> w.task != null).forEach(w -> w.task.cancel());
            all.forEach(Thread::interrupt);
            notifyAll();
        }
        long deadline = System.nanoTime() + 1_000_000_000L;
        try {
            for (Worker w : all) {
                w.join(Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        all.stream().filter(Thread::isAlive).forEach(w -> LOG.error("{} did not end: a speech engine holds it", w.getName()));
    }

    private void hire() {
        while (lacksWorker()) {
            Worker w = new Worker(++made);
            // One that the system does not let start must not hold a place.
            w.start();
            workers.add(w);
        }
    }

    private boolean lacksWorker() {
        // At work: all that are not given up. A stuck thread over the limit keeps its place: that is the bound.
        int atWork = workers.size() - Math.min(stuck, maxStuck);
        return atWork < size && atWork < waiting.size() + busy() && !stopping;
    }

    private int busy() {
        int n = 0;
        for (Worker w : workers) {
            n += w.task != null && !w.abandoned ? 1 : 0;
        }
        return n;
    }

    private synchronized Task next(Worker w) {
        while (true) {
            if (w.abandoned) {
                stuck--;
                LOG.info("{} has returned after all; {} threads are stuck now", w.getName(), stuck);
            }
            if (stopping || w.abandoned || workers.size() - stuck > size && waiting.isEmpty()) {
                workers.remove(w);
                // When too many were stuck, tasks wait for the first that returns.
                hire();
                return null;
            }
            w.task = waiting.pollFirst();
            if (w.task != null) {
                return w.task;
            }
            try {
                wait();
            } catch (InterruptedException e) {
                // A late interrupt for a task that has ended, or stop(): the loop's condition knows which.
                LOG.debug("{} was interrupted while idle", w.getName());
            }
        }
    }

    private synchronized void over(Worker w) {
        w.task = null;
        // An interrupt that was meant for the task must not reach the next one.
        if (!w.abandoned) {
            Thread.interrupted();
        }
    }

    private final class Worker extends Thread {
        // Guarded by the pool.
        private Task task;
        private boolean abandoned;

        Worker(int n) {
            super(threadName + n);
            setDaemon(true);
        }

        @Override
        public void run() {
            for (Task r = next(this); r != null; r = next(this)) {
                try {
                    r.run();
                } catch (RuntimeException | Error e) {
                    LOG.error("{} met an unexpected error", getName(), e);
                } finally {
                    over(this);
                }
            }
        }
    }
}
