package announcer.tts.system;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import announcer.lib.thread.ThreadJoin;

/** A thread {@code announcer-system-n} that works for one call and is joined before the call ends. */
final class HelperThread extends Thread {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    HelperThread(Runnable work) {
        this("announcer-system-" + NUMBER.incrementAndGet(), work);
    }

    HelperThread(String name, Runnable work) {
        super(work, name);
        setDaemon(true);
        // Not that of whoever happened to ask: it would keep that bundle alive.
        setContextClassLoader(HelperThread.class.getClassLoader());
    }

    static HelperThread started(Runnable work) {
        HelperThread thread = new HelperThread(work);
        thread.start();
        return thread;
    }

    /** Waits for its end; an interruption is kept for later. Returns whether it has ended. */
    boolean joinWithin(Duration limit) {
        return ThreadJoin.within(this, limit);
    }
}
