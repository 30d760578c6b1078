package announcer.tts.mary;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.api.speech.SpeechException;
import announcer.lib.thread.ThreadJoin;

/**
 * Loads the narrator once, on the thread {@code announcer-mary-loader}: apart from the calls that wait for it, whose interruptions must not
 * reach it. A failed attempt is repeated for the next text. Safe for any thread.
 */
final class NarratorLoader {
    private static final Logger LOG = LoggerFactory.getLogger(NarratorLoader.class);

    private final Narrator narrator;
    // Guarded by this.
    private FutureTask<Narrator> attempt;
    private Thread thread;
    private volatile boolean stopped;

    NarratorLoader(Narrator narrator) {
        this.narrator = narrator;
    }

    /** Begins to load, unless that is done or under way. Returns at once. */
    synchronized FutureTask<Narrator> begin() {
        if (attempt == null) {
            FutureTask<Narrator> task = new FutureTask<>(this::load);
            thread = new Thread(task, "announcer-mary-loader");
            thread.setDaemon(true);
            // MaryTTS looks for its parts through this one; and that of whoever happened to ask first would keep that bundle alive.
            thread.setContextClassLoader(NarratorLoader.class.getClassLoader());
            thread.start();
            attempt = task;
        }
        return attempt;
    }

    private Narrator load() throws SpeechException {
        boolean complete = false;
        try {
            complete = narrator.load(() -> stopped);
        } catch (SpeechException | RuntimeException | Error e) {
            LOG.error("the speech engine mary cannot be loaded", e);
            throw e;
        } finally {
            if (!complete) {
                failed();
            }
        }
        if (!complete) {
            throw new SpeechException("the speech engine mary was stopped before it was loaded");
        }
        return narrator;
    }

    private synchronized void failed() {
        attempt = null;
    }

    /**
     * Returns the narrator, and waits until it is loaded.
     *
     * @throws TimeoutException when that takes longer than {@code patience}; it goes on
     */
    Narrator await(Duration patience) throws SpeechException, InterruptedException, TimeoutException {
        try {
            return begin().get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof SpeechException known
                    ? known
                    : new SpeechException("MaryTTS cannot be loaded: " + e.getCause(), e);
        }
    }

    /** Tells an attempt that is under way to end. Returns at once. */
    void stop() {
        stopped = true;
    }

    /** Ends an attempt that is under way; an interrupt is kept for later. Returns whether its thread ended in time. */
    boolean close(Duration limit) {
        stop();
        Thread loading;
        synchronized (this) {
            loading = thread;
        }
        return loading == null || ThreadJoin.within(loading, limit);
    }
}
