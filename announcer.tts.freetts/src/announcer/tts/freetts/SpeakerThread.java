package announcer.tts.freetts;

import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.tts.freetts.Speaker.VoiceFailure;

/** One instance of a voice and the thread that it lives in: loads it, then speaks one text after the other. */
final class SpeakerThread extends Thread {
    private static final Logger LOG = LoggerFactory.getLogger(SpeakerThread.class);

    private final SpeakerPool pool;
    private final Supplier<Speaker> speakers;
    /** Touched by this thread only. */
    private Speaker speaker;
    /** What is spoken now and since when nobody wants it; guarded by the pool. */
    private Utterance utterance;
    private long cancelledAtNanos;
    private boolean cancelled;

    SpeakerThread(String name, SpeakerPool pool, Supplier<Speaker> speakers) {
        super(name);
        this.pool = pool;
        this.speakers = speakers;
        setDaemon(true);
        // Not that of whoever happened to ask first: it would keep that bundle alive.
        setContextClassLoader(SpeakerThread.class.getClassLoader());
    }

    @Override
    public void run() {
        try {
            // Loaded before a text is taken: a text goes to whichever instance is ready first.
            if (load()) {
                Utterance next = pool.next(this);
                while (next != null && speak(next)) {
                    next = pool.next(this);
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("{} was told to end", getName());
        } finally {
            end();
        }
    }

    private void end() {
        try {
            if (speaker != null) {
                speaker.dispose();
            }
        } finally {
            pool.gone(this);
        }
    }

    private boolean load() throws InterruptedException {
        try {
            Speaker fresh = speakers.get();
            fresh.load();
            speaker = fresh;
            return true;
        } catch (RuntimeException | Error e) {
            // FreeTTS throws Error for anything. Those who wait for a voice are told.
            pool.notLoaded(this, e);
            return false;
        }
    }

    /** Returns whether the instance may be used again. */
    private boolean speak(Utterance next) {
        Throwable failure = null;
        boolean usable = true;
        try {
            speaker.speak(next.text(), next.prosody(), next);
        } catch (VoiceFailure e) {
            failure = e;
        } catch (RuntimeException | Error e) {
            // Whatever it was, this instance may be broken. The utterance carries the cause to its reader.
            failure = e;
            usable = false;
        }
        if (usable) {
            // Free first: a reader that comes with its next text at once must not find the pool busy.
            pool.free(this);
        }
        if (failure == null) {
            next.finish();
        } else {
            next.fail(failure);
        }
        return usable;
    }

    /** The pool's lock is held here and below. */
    void speaks(Utterance next) {
        utterance = next;
        cancelled = false;
    }

    Utterance utterance() {
        return utterance;
    }

    void cancelledAt(long nanos) {
        cancelledAtNanos = nanos;
        cancelled = true;
    }

    boolean isLate(long nowNanos, long graceNanos) {
        return cancelled && nowNanos - cancelledAtNanos > graceNanos;
    }
}
