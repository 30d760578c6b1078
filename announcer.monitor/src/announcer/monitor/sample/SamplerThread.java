package announcer.monitor.sample;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread {@code announcer-monitor}: looks once a second, and asks the speech engines every tenth time. */
final class SamplerThread {
    private static final Logger LOG = LoggerFactory.getLogger(SamplerThread.class);
    private static final int LOOKS_BETWEEN_QUESTIONS = 10;
    private static final long JOIN_MILLIS = 3_000;

    private final Runnable look;
    private final Runnable ask;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "announcer-monitor");

    SamplerThread(Runnable look, Runnable ask) {
        this.look = look;
        this.ask = ask;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private void run() {
        try {
            int looks = 0;
            do {
                attempt(look);
                if (looks++ % LOOKS_BETWEEN_QUESTIONS == 0) {
                    attempt(ask);
                }
            } while (!ended.await(1, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            // It is to end.
        }
    }

    private static void attempt(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException | LinkageError e) {
            // LinkageError: the engine's bundle is being updated under the call.
            LOG.debug("the engine could not be looked at", e);
        }
    }

    /** Ends it and waits for it, some seconds at most. */
    void end() {
        ended.countDown();
        thread.interrupt();
        try {
            thread.join(JOIN_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            LOG.warn("{} did not end within {} ms and is left behind", thread.getName(), JOIN_MILLIS);
        }
    }
}
