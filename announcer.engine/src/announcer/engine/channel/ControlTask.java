package announcer.engine.channel;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Something that the control loop looks at: when it was woken, or when the time that it asked for has come, and at no other time. Made by
 * {@link ControlLoop#task}.
 */
public final class ControlTask {
    /** A look at what is to be done. */
    @FunctionalInterface
    public interface Look {
        /**
         * Does what is to be done now. Runs on the control thread and must not block.
         *
         * @param now the time, in nanoseconds
         * @return after how many nanoseconds it wants to be called again if nobody wakes it before; {@link Long#MAX_VALUE}: not at all
         */
        long advance(long now);
    }

    private final String name;
    private final Look look;
    private final WakeUpQueue wakeUps;
    private final Runnable unpark;
    private final AtomicBoolean woken = new AtomicBoolean();
    /** The next one in the wake-up queue. Written by whoever has set {@code woken}, read by the control thread. */
    ControlTask next;
    /** When it is due. Control thread only. */
    long dueNanos;
    /** Its place in the timetable; -1: it is not there. Control thread only. */
    int place = -1;

    ControlTask(String name, Look look, WakeUpQueue wakeUps, Runnable unpark) {
        this.name = name;
        this.look = look;
        this.wakeUps = wakeUps;
        this.unpark = unpark;
    }

    /**
     * Has it looked at soon, once for however many calls come before that. What the caller wrote before is seen by that look. Any thread;
     * never blocks and allocates nothing, since the pacer calls it.
     */
    public void wake() {
        // Written even if it is set already: so the look that clears it sees what this thread has written.
        if (!woken.getAndSet(true)) {
            wakeUps.push(this);
            unpark.run();
        }
    }

    /** From now on the next {@link #wake()} counts anew. Called before the look, never after it. Control thread only. */
    void clear() {
        woken.getAndSet(false);
    }

    long advance(long now) {
        return look.advance(now);
    }

    /** For messages. */
    String name() {
        return name;
    }
}
