package announcer.conf.sync;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread {@code announcer-conf}: one pass every 500 ms, and one at once when it is woken. */
public final class ConfThread implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(ConfThread.class);
    private static final long PERIOD_MILLIS = 500;
    private static final long JOIN_MILLIS = 5_000;

    private final Runnable pass;
    private final Semaphore wake = new Semaphore(0);
    private final Thread thread = new Thread(this, "announcer-conf");
    private volatile boolean ended;

    public ConfThread(Runnable pass) {
        this.pass = pass;
        thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    public void wake() {
        wake.release();
    }

    public void end() throws InterruptedException {
        ended = true;
        wake();
        thread.join(JOIN_MILLIS);
        if (thread.isAlive()) {
            LOG.error("thread announcer-conf did not end within {} ms", JOIN_MILLIS);
        }
    }

    private void pass() {
        try {
            pass.run();
        } catch (RuntimeException | Error e) {
            LOG.error("conf/ could not be synchronised; it is tried again", e);
        }
    }

    @Override
    public void run() {
        try {
            while (!ended) {
                // Whether woken or not, there is a pass; several wakes are one.
                if (wake.tryAcquire(PERIOD_MILLIS, TimeUnit.MILLISECONDS)) {
                    wake.drainPermits();
                }
                if (!ended) {
                    pass();
                }
            }
        } catch (InterruptedException e) {
            LOG.warn("thread announcer-conf was interrupted; conf/ is no longer synchronised");
        }
    }
}
