package announcer.engine;

import announcer.api.AnnouncementStatus;

/** Takes what becomes of an announcement. Both methods return at once. */
interface StatusSink {
    /** Nobody hears of it. */
    StatusSink NOBODY = new StatusSink() {
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
