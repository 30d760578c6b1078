package announcer.lib.thread;

import java.time.Duration;

/** The wait for the end of a thread, which an interrupt does not shorten: a component that is stopped must not skip the rest. */
public final class ThreadJoin {
    private ThreadJoin() {
    }

    /**
     * Waits for the end of a thread; an interrupt is kept for later.
     *
     * @param limit time that it has
     * @return whether it has ended, or was never started
     */
    public static boolean within(Thread thread, Duration limit) {
        boolean interrupted = false;
        long start = System.nanoTime();
        for (long left = limit.toMillis(); left > 0 && thread.isAlive(); left = limit.toMillis()
                - (System.nanoTime() - start) / 1_000_000) {
            try {
                thread.join(left);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return !thread.isAlive();
    }
}
