package announcer.tts.system;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** The slots of processes that may run at the same time; first come, first served. Safe for any thread. */
final class Slots {
    private final Permits permits = new Permits();
    private int size;

    Slots(int size) {
        resize(size);
    }

    /** Takes one. Returns whether there was one in time. */
    boolean take(long nanos) throws InterruptedException {
        return permits.tryAcquire(nanos, TimeUnit.NANOSECONDS);
    }

    void giveBack() {
        permits.release();
    }

    /** Changes how many there are. Those taken stay taken. */
    synchronized void resize(int newSize) {
        if (newSize > size) {
            permits.release(newSize - size);
        } else {
            permits.reduce(size - newSize);
        }
        size = newSize;
    }

    private static final class Permits extends Semaphore {
        private static final long serialVersionUID = 1L;

        Permits() {
            super(0, true);
        }

        void reduce(int by) {
            reducePermits(by);
        }
    }
}
