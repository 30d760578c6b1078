package announcer.tts.system;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import announcer.api.speech.SpeechException;

/** How many processes may run; first come, first served. Safe for any thread. */
final class Slots {
    private final Permits permits = new Permits();
    private int size;
    private volatile boolean closed;

    Slots(int size) {
        resize(size);
    }

    /** Takes one. Returns whether there was one in time. */
    boolean take(long nanos) throws SpeechException, InterruptedException {
        boolean taken = permits.tryAcquire(nanos, TimeUnit.NANOSECONDS);
        if (closed) {
            throw new SpeechException("the speech engine system was stopped before it had spoken");
        }
        return taken;
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

    /** Sends all away that wait. */
    void close() {
        closed = true;
        permits.release(Short.MAX_VALUE);
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
