package announcer.tts.mary;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Speaks one text after the other. What threads MaryTTS starts for a text are in this one's group, and end with the text. */
final class NarratorThread extends Thread {
    private static final Logger LOG = LoggerFactory.getLogger(NarratorThread.class);
    private static final int MOST_HELPERS = 64;
    private static final long HELPER_MILLIS = 1_000;

    private final NarratorPool pool;
    private final Narrator narrator;
    /** What is spoken now and since when nobody wants it; guarded by the pool. */
    private Utterance utterance;
    private long cancelledAtNanos;
    private boolean cancelled;

    NarratorThread(String name, NarratorPool pool, Narrator narrator) {
        super(new ThreadGroup(name), name);
        this.pool = pool;
        this.narrator = narrator;
        setDaemon(true);
        setContextClassLoader(NarratorThread.class.getClassLoader());
    }

    @Override
    public void run() {
        try {
            for (Utterance next = pool.next(this); next != null; next = pool.next(this)) {
                speak(next);
            }
        } catch (InterruptedException e) {
            LOG.debug("{} was told to end", getName());
        } finally {
            pool.gone(this);
        }
    }

    private void speak(Utterance next) throws InterruptedException {
        Throwable failure = null;
        try {
            narrator.speak(next.request(), next);
        } catch (Exception | Error e) {
            // Its reader is told, whatever it was. When the text was stopped, it is the interruption, and nobody asks any more.
            failure = e;
        }
        boolean wanted = next.wanted();
        // Free first: a reader that comes with its next text at once must not find the pool busy.
        pool.free(this);
        if (failure != null) {
            next.fail(failure);
        } else {
            next.finish();
        }
        if (!wanted || failure != null) {
            // It was for the text that is over, and would keep this thread from waiting for its helpers.
            boolean interrupted = Thread.interrupted();
            LOG.debug("{} stopped a text, interrupted: {}", getName(), interrupted, failure);
            endHelpers();
        }
    }

    /** MaryTTS has a thread for each sentence, which waits for ever when its sound is not fetched to the end. */
    private void endHelpers() throws InterruptedException {
        Thread[] helpers = new Thread[MOST_HELPERS];
        int count = getThreadGroup().enumerate(helpers);
        for (int i = 0; i < count; i++) {
            if (helpers[i] != this) {
                helpers[i].interrupt();
                helpers[i].join(HELPER_MILLIS);
            }
        }
    }

    /** The pool's lock is held here and below. */
    void speaks(Utterance next) {
        utterance = next;
        cancelled = false;
    }

    Utterance utterance() {
        return utterance;
    }

    /** Nobody wants the text: this thread and MaryTTS's own stop at their next wait. */
    void cancelledAt(long nanos) {
        if (!cancelled) {
            cancelledAtNanos = nanos;
            cancelled = true;
        }
        interruptAll();
    }

    void interruptAll() {
        ThreadGroup group = getThreadGroup();
        // Null when it has ended.
        if (group != null) {
            group.interrupt();
        }
    }

    boolean isLate(long nowNanos, long graceNanos) {
        return cancelled && nowNanos - cancelledAtNanos > graceNanos;
    }
}
