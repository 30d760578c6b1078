package announcer.engine.playout;

import announcer.lib.time.MonotonicClock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.api.audio.PcmFormat;

/**
 * The one clocked thread, {@code announcer-pacer}: ticks every lane each 20 ms, spread over 20 phases of 1 ms so that lanes do not wait
 * for each other. Tick n is due at start + n ms, computed from n, so nothing accumulates. It blocks on its own deadline and nothing else.
 *
 * <p>
 * Lanes are added and removed by other threads by swapping an immutable plan; the pacer takes it up at its next tick.
 */
public final class Pacer {
    static final int PHASES = 20;
    private static final Logger LOG = LoggerFactory.getLogger(Pacer.class);
    private static final long PHASE_NANOS = PcmFormat.FRAME_NANOS / PHASES;
    private static final long LOOK_NANOS = 500_000;

    /** Which lanes are ticked in which phase. Never changed once published. */
    private static final class Plan {
        final long version;
        final PlayoutLane[][] phases;

        Plan(long version, PlayoutLane[][] phases) {
            this.version = version;
            this.phases = phases;
        }
    }

    private final MonotonicClock clock;
    private final Thread thread;
    private volatile Plan plan = new Plan(0, emptyPhases());
    private volatile long seen;
    private volatile boolean stopping;
    private final long start;
    private long tick;

    public Pacer(MonotonicClock clock) {
        this.clock = clock;
        this.start = clock.nanoTime();
        this.thread = new Thread(this::run, "announcer-pacer");
        thread.setDaemon(true);
        thread.setPriority(Thread.MAX_PRIORITY);
    }

    public void start() {
        thread.start();
    }

    /** Stops the thread and waits for it, a second at most. */
    public void stop() {
        stopping = true;
        LockSupport.unpark(thread);
        try {
            thread.join(1_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            LOG.error("announcer-pacer did not end within 1 s; a pipe's write must be blocking it");
        }
    }

    /** Adds a lane, in the phase that has the fewest. */
    public synchronized void add(PlayoutLane lane) {
        PlayoutLane[][] next = plan.phases.clone();
        int least = 0;
        for (int i = 1; i < PHASES; i++) {
            if (next[i].length < next[least].length) {
                least = i;
            }
        }
        List<PlayoutLane> lanes = new ArrayList<>(List.of(next[least]));
        lanes.add(lane);
        next[least] = lanes.toArray(PlayoutLane[]::new);
        swap(next);
    }

    /** Removes a lane; see {@link #removeAll}. */
    public boolean remove(PlayoutLane lane, long wait, TimeUnit unit) {
        return removeAll(l -> l == lane, wait, unit);
    }

    /**
     * Removes all lanes that meet a condition, at once. When this returns true the pacer has let go of their pipes. Removing none is not an
     * error, and still waits: whoever removed them before may not have waited long enough.
     *
     * @param wait how long to wait for the acknowledgement, in all
     */
    public boolean removeAll(Predicate<PlayoutLane> condition, long wait, TimeUnit unit) {
        long version;
        synchronized (this) {
            PlayoutLane[][] next = plan.phases.clone();
            for (int i = 0; i < PHASES; i++) {
                if (Arrays.stream(next[i]).anyMatch(condition)) {
                    next[i] = Arrays.stream(next[i]).filter(condition.negate()).toArray(PlayoutLane[]::new);
                }
            }
            version = swap(next);
        }
        long deadline = clock.nanoTime() + unit.toNanos(wait);
        while (seen < version && thread.isAlive()) {
            long now = clock.nanoTime();
            if (now - deadline >= 0) {
                return false;
            }
            clock.parkUntil(now + LOOK_NANOS);
        }
        return true;
    }

    private long swap(PlayoutLane[][] phases) {
        Plan next = new Plan(plan.version + 1, phases);
        plan = next;
        LockSupport.unpark(thread);
        return next.version;
    }

    private void run() {
        while (!stopping) {
            try {
                step();
            } catch (RuntimeException | Error e) {
                // Never let one lane's failure end the stream of all the others.
                LOG.error("the pacer met an unexpected error and goes on", e);
            }
        }
    }

    /** Does all ticks that are due, then waits for the next. Package-private: a test drives it on a virtual clock. */
    void step() {
        Plan p = plan;
        seen = p.version;
        long now = clock.nanoTime();
        long next = nextTick(p, now);
        long due = start + next * PHASE_NANOS;
        if (due - now > 0) {
            clock.parkUntil(due);
            return;
        }
        // Lateness is told against the first tick that was missed, also when the rest of them is skipped.
        next = skipMissed(next, now);
        tick = next + 1;
        for (PlayoutLane lane : p.phases[(int) (next % PHASES)]) {
            try {
                lane.tick(clock.nanoTime(), due);
            } catch (RuntimeException | LinkageError e) {
                // A transport's defect, or its bundle is gone: its own channel's matter, and not to be met 50 times a second.
                LOG.error("a pipe failed unexpectedly and is let go of", e);
                lane.fail(e);
            }
        }
    }

    /** The next tick whose phase has lanes; with no lanes at all, the one that is due in about a frame, to look for a new plan. */
    private long nextTick(Plan p, long now) {
        for (int i = 0; i < PHASES; i++) {
            if (p.phases[(int) ((tick + i) % PHASES)].length > 0) {
                return tick + i;
            }
        }
        tick = Math.max(tick, (now - start) / PHASE_NANOS);
        return tick + PHASES - 1;
    }

    /** After a long pause (a suspended machine) do not run through every missed tick: one of each phase pays all debts. */
    private long skipMissed(long n, long now) {
        long current = (now - start) / PHASE_NANOS;
        long behind = current - n;
        return behind <= PHASES ? n : n + behind / PHASES * PHASES;
    }

    private static PlayoutLane[][] emptyPhases() {
        PlayoutLane[][] phases = new PlayoutLane[PHASES][];
        for (int i = 0; i < PHASES; i++) {
            phases[i] = new PlayoutLane[0];
        }
        return phases;
    }
}
