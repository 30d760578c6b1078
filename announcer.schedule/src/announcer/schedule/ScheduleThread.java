package announcer.schedule;

import announcer.lib.thread.StepThread;
import announcer.lib.time.MonotonicClock;

/** The thread {@code announcer-schedule}. */
final class ScheduleThread {
    private final Scheduler scheduler;
    private final StepThread thread;

    ScheduleThread(Scheduler scheduler, MonotonicClock clock) {
        this.scheduler = scheduler;
        thread = new StepThread("announcer-schedule", scheduler::step, clock);
    }

    void start() {
        thread.start();
    }

    /** Does what is due, and waits for what is due next. */
    void turn() {
        thread.turn();
    }

    /** Something has changed. */
    void wake() {
        thread.wake();
    }

    /** Ends it, and waits for it, some seconds at most. */
    void end() {
        thread.stopSoon();
        scheduler.ending();
        scheduler.end(thread.end());
    }
}
