package announcer.engine.announcement;

import java.time.Instant;

import announcer.api.AnnouncementStatus;

/** Takes what becomes of an announcement. All methods return at once. */
public interface AnnouncementObserver {
    /** Nobody hears of it. */
    AnnouncementObserver NOBODY = new AnnouncementObserver() {
        @Override
        public void changed(AnnouncementStatus status) {
            // A preview leaves no trace.
        }

        @Override
        public void run(Runnable r) {
            r.run();
        }
    };

    /**
     * It has its outcome.
     *
     * @param expires when its time-to-live is over, on the wall clock
     * @param visible to be called once, when others may know: at once, or when the outcome is durable; calls {@link #changed} with it
     */
    default void ended(AnnouncementStatus outcome, Instant expires, Runnable visible) {
        visible.run();
    }

    /** Tells all listeners, later. */
    void changed(AnnouncementStatus status);

    /** Runs something later, after all that was told before. */
    void run(Runnable r);
}
