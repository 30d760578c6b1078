package announcer.lib.speech;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.api.speech.SpeechException;

/**
 * Instances that are costly to load and serve one call at a time: loaded by the calls that need them, kept for the next, at most so many at
 * once, first come, first served. An instance whose call is long overdue counts as lost: it is never handed out again, and another takes its
 * place, but only until so many are lost, since each holds a thread and memory. Safe for any thread.
 *
 * @param <T> type of the instances
 */
public final class InstancePool<T> {
    private static final Logger LOG = LoggerFactory.getLogger(InstancePool.class);
    /** How often a waiting call looks for instances that are overdue. */
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    /** Loads and frees instances. */
    public interface Factory<T> {
        /** Loads one; heavy. On the thread of the call that needs it. */
        T load() throws SpeechException, InterruptedException;

        /** Frees one that is not used any more. */
        void dispose(T instance);
    }

    /**
     * The limits of a pool.
     *
     * @param most that serve at once
     * @param mostLost instances that did not come back, at which no more are loaded
     * @param grace time beyond a call's deadline after which its instance is lost
     */
    public record Limits(int most, int mostLost, Duration grace) {}

    private final String name;
    private final String bundle;
    private final Limits limits;
    private final Factory<T> factory;
    private final LongSupplier nanoClock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    // Guarded by the lock.
    private final Deque<T> free = new ArrayDeque<>();
    private final Set<Lease> lent = new LinkedHashSet<>();
    private final Set<Lease> lost = new LinkedHashSet<>();
    private final Deque<Thread> waiting = new ArrayDeque<>();
    private int size;
    private boolean closed;

    /**
     * @param name of the instances, in messages
     * @param bundle symbolic name of the bundle, which an administrator is told to restart
     */
    public InstancePool(String name, String bundle, Limits limits, Factory<T> factory, LongSupplier nanoClock) {
        this.name = name;
        this.bundle = bundle;
        this.limits = limits;
        this.factory = factory;
        this.nanoClock = nanoClock;
        size = limits.most();
    }

    /** One call's use of an instance. To be closed when the instance is out of the call's hands. */
    public final class Lease implements AutoCloseable {
        private final long dueNanos;
        private T instance;
        private boolean broken;

        private Lease(T instance, long dueNanos) {
            this.instance = instance;
            this.dueNanos = dueNanos;
        }

        public T instance() {
            return instance;
        }

        /** Has the instance disposed of instead of kept. By the thread that closes the lease. */
        public void broken() {
            broken = true;
        }

        @Override
        public void close() {
            giveBack(this);
        }
    }

    /**
     * Takes an instance, and waits for one when all serve.
     *
     * @param patience what is left of the call's deadline
     * @return empty when none was free in time
     * @throws SpeechException when one could not be loaded, or too many are lost
     */
    public Optional<Lease> take(Duration patience) throws SpeechException, InterruptedException {
        Optional<Lease> reserved = reserve(patience);
        if (reserved.isPresent() && reserved.get().instance == null) {
            load(reserved.get());
        }
        return reserved;
    }

    private void load(Lease lease) throws SpeechException, InterruptedException {
        try {
            lease.instance = factory.load();
        } finally {
            if (lease.instance == null) {
                lease.close();
            }
        }
    }

    private Optional<Lease> reserve(Duration patience) throws SpeechException, InterruptedException {
        long start = nanoClock.getAsLong();
        lock.lockInterruptibly();
        try {
            waiting.add(Thread.currentThread());
            while (true) {
                loseOverdue();
                refuseWithoutHope();
                if (waiting.peek() == Thread.currentThread() && lent.size() < size
                        && (!free.isEmpty() || lost.size() < limits.mostLost())) {
                    Lease lease = new Lease(free.poll(), start + patience.plus(limits.grace()).toNanos());
                    lent.add(lease);
                    return Optional.of(lease);
                }
                long left = patience.toNanos() - (nanoClock.getAsLong() - start);
                if (left <= 0) {
                    return Optional.empty();
                }
                changed.awaitNanos(Math.min(left, LOOK_NANOS));
            }
        } finally {
            waiting.remove(Thread.currentThread());
            changed.signalAll();
            lock.unlock();
        }
    }

    private void refuseWithoutHope() throws SpeechException {
        if (closed) {
            throw new SpeechException(name + " is being stopped");
        }
        if (free.isEmpty() && lent.isEmpty() && lost.size() >= limits.mostLost()) {
            throw new SpeechException(
                    name + ": " + lost.size() + " of its instances did not come back and no more are made; restart the bundle "
                            + bundle + ", and report the text they hang at");
        }
    }

    private void loseOverdue() {
        long now = nanoClock.getAsLong();
        for (Lease lease : List.copyOf(lent)) {
            if (now - lease.dueNanos > 0) {
                lent.remove(lease);
                lost.add(lease);
                LOG.warn("an instance of {} does not come back and is given up; {} of at most {} so", name, lost.size(),
                        limits.mostLost());
            }
        }
    }

    private void giveBack(Lease lease) {
        boolean kept = false;
        lock.lock();
        try {
            boolean wasLost = lost.remove(lease);
            if (wasLost) {
                LOG.info("an instance of {} came back after it was given up; it is not used any more", name);
            }
            boolean wasLent = lent.remove(lease);
            kept = wasLent && lease.instance != null && !lease.broken && !closed && lent.size() + free.size() < size;
            if (kept) {
                free.add(lease.instance);
            }
            changed.signalAll();
            if (!wasLost && !wasLent) {
                // Closed before.
                return;
            }
        } finally {
            lock.unlock();
        }
        if (!kept && lease.instance != null) {
            factory.dispose(lease.instance);
        }
    }

    /** Changes how many serve at once. Those too many end when they are free. */
    public void resize(int most) {
        disposeFree(() -> size = most, most);
    }

    /** Frees the instances that do not serve. Those that do are freed when their calls end; nobody waits for them here. */
    public void close() {
        disposeFree(() -> closed = true, 0);
    }

    private void disposeFree(Runnable change, int most) {
        List<T> surplus = new ArrayList<>();
        lock.lock();
        try {
            change.run();
            while (!free.isEmpty() && lent.size() + free.size() > most) {
                surplus.add(free.poll());
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        surplus.forEach(factory::dispose);
    }

    /** Returns the number of instances that serve or are free. */
    public int serving() {
        lock.lock();
        try {
            return lent.size() + free.size();
        } finally {
            lock.unlock();
        }
    }

    /** Returns the number of instances that did not come back. */
    public int lost() {
        lock.lock();
        try {
            loseOverdue();
            return lost.size();
        } finally {
            lock.unlock();
        }
    }
}
