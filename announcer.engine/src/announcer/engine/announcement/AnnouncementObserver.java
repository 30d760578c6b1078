package announcer.engine.announcement;

import announcer.api.AnnouncementStatus;

/** Takes what becomes of an announcement. Both methods return at once. */
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

    /** Tells all listeners, later. */
    void changed(AnnouncementStatus status);

    /** Runs something later, after all that was told before. */
    void run(Runnable r);
}
