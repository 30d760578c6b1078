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
    // Guarded by this: a status that comes meanwhile either wakes or is there to be read.
    private boolean progressAwaited;

    /** @param wake called when there is more to look at than progress, or progress that is awaited; must be quick */
    PushFeedback(Runnable wake) {
        this.wake = wake;
    }

    @Override
    public void accept(PushStatus status) {
        boolean worthALook;
        synchronized (this) {
            if (detached) {
                return;
            }
            worthALook = progressAwaited || latest == null || latest.state() != status.state() || latest.run() != status.run()
                    || !latest.cause().equals(status.cause());
            latest = status;
            progressAwaited = false;
        }
        if (worthALook) {
            wake.run();
        }
    }

    /** Has the next status wake, even if nothing but its media time is new. A push tells its progress ten times a second. */
    synchronized void awaitProgress() {
        progressAwaited = true;
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
