package announcer.engine.channel;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.lib.time.MonotonicClock;

/**
 * The thread {@code announcer-control}: the one owner of every channel's course. It costs what is awake: a task is looked at when it was
 * woken or when its own deadline is due, never because another one is. It leases no service, calls no engine, and blocks on nothing but
 * its next deadline.
 *
 * <p>
 * Invariants, by which no wake-up is lost:
 * <ol>
 * <li>A task's flag is set exactly while it is in the wake-up queue, or while the thread that set it is about to put it there. So it is in
 * the queue once at most, and every {@link ControlTask#wake()} that finds the flag set is covered by a look that has not begun.</li>
 * <li>The flag is cleared before the look. A change that was made before {@code wake()} is seen by that look if {@code wake()} came before
 * the clearing (both write the flag, so the one happens before the other), and has put the task into the queue again if it came after.</li>
 * <li>The thread parks only after it has seen queue and mailbox empty, and whoever adds to them unparks it afterwards. An unpark that comes
 * between seeing and parking is kept by the thread and lets it go on at once.</li>
 * <li>A task is in the timetable exactly while it has a deadline and is not being looked at. One that was woken is due now; all that are
 * due are taken out before the first of them is looked at, so that none is looked at twice in a turn and none keeps the others waiting.</li>
 * </ol>
 */
public final class ControlLoop implements Executor {
    private static final Logger LOG = LoggerFactory.getLogger(ControlLoop.class);
    /** After a task has failed: it is looked at again, but does not fill the log. */
    private static final long AFTER_FAILURE_NANOS = 500_000_000;
    /** The longest time that is parked at once; of no meaning. */
    private static final long LONGEST_NANOS = 3_600_000_000_000L;

    private final MonotonicClock clock;
    private final ConcurrentLinkedQueue<Runnable> mailbox = new ConcurrentLinkedQueue<>();
    private final WakeUpQueue wakeUps = new WakeUpQueue();
    private final Thread thread = new Thread(this::run, "announcer-control");
    private volatile boolean stopping;
    // Control thread only.
    private final DeadlineQueue timetable = new DeadlineQueue();
    private final List<ControlTask> due = new ArrayList<>();

    public ControlLoop(MonotonicClock clock) {
        this.clock = clock;
        thread.setDaemon(true);
    }

    /**
     * Makes a task, which is not looked at before it is woken. It needs no removal: one that asks for no time costs nothing.
     *
     * @param name for messages
     */
    public ControlTask task(String name, ControlTask.Look look) {
        return new ControlTask(name, look, wakeUps, this::unpark);
    }

    public void start() {
        thread.start();
    }

    /** Ends the thread; what is in the mailbox by then is done first. */
    public void stop() {
        stopping = true;
        unpark();
        try {
            thread.join(2_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            LOG.error("announcer-control did not end within 2 s");
        }
    }

    /** Has it do something soon, before it looks at any task. Any thread. */
    @Override
    public void execute(Runnable work) {
        mailbox.add(work);
        unpark();
    }

    private void unpark() {
        LockSupport.unpark(thread);
    }

    private void run() {
        while (!stopping || !mailbox.isEmpty()) {
            long next = turn();
            if (wakeUps.isEmpty() && mailbox.isEmpty() && !stopping) {
                clock.parkUntil(next);
            }
        }
    }

    /** Does what is to be done now. Returns when it wants to be called again. Package-private: tests call it on a virtual clock. */
    long turn() {
        for (Runnable r = mailbox.poll(); r != null; r = mailbox.poll()) {
            try {
                r.run();
            } catch (RuntimeException | Error e) {
                LOG.error("announcer-control met an unexpected error and goes on", e);
            }
        }
        long now = clock.nanoTime();
        takeUpWoken(now);
        for (ControlTask t = timetable.pollDue(now); t != null; t = timetable.pollDue(now)) {
            due.add(t);
        }
        due.forEach(t -> look(t, now));
        due.clear();
        ControlTask first = timetable.first();
        return first == null || first.dueNanos - now > LONGEST_NANOS ? now + LONGEST_NANOS : first.dueNanos;
    }

    private void takeUpWoken(long now) {
        ControlTask t = wakeUps.takeAll();
        while (t != null) {
            // Before the flag is cleared: from then on the link belongs to whoever wakes it next.
            ControlTask rest = t.next;
            t.next = null;
            t.clear();
            timetable.putNotLater(t, now);
            t = rest;
        }
    }

    private void look(ControlTask t, long now) {
        long wait = AFTER_FAILURE_NANOS;
        try {
            wait = t.advance(now);
        } catch (RuntimeException | Error e) {
            LOG.error("{} met an unexpected error and goes on", t.name(), e);
        }
        if (wait != Long.MAX_VALUE) {
            timetable.putNotLater(t, now + wait);
        }
    }
}
