package announcer.engine.output;

import java.util.function.Consumer;

import announcer.api.stream.PushStatus;

/**
 * The callback of one push. Once detached it hears nothing more: a push that was given up while it was ending may still tell something,
 * and that is not about its successor. Any thread.
 */
final class PushFeedback implements Consumer<PushStatus> {
    private final Runnable wake;
    // Guarded by this for writing, so that nothing is noted after detach() has returned.
    private volatile PushStatus latest;
    private boolean detached;

    /** @param wake called after every change; must be quick */
    PushFeedback(Runnable wake) {
        this.wake = wake;
    }

    @Override
    public void accept(PushStatus status) {
        synchronized (this) {
            if (detached) {
                return;
            }
            latest = status;
        }
        wake.run();
    }

    /** Forgets what was told, and ignores what will be. */
    synchronized void detach() {
        detached = true;
        latest = null;
    }

    /** The status told last; null: none yet, or detached. */
    PushStatus latest() {
        return latest;
    }
}
