package announcer.tts.mary;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import announcer.api.audio.PcmFormat;
import announcer.api.audio.PcmSource;
import announcer.api.speech.SpeechException;
import announcer.api.speech.SpeechRequest;
import announcer.api.speech.UnspeakableTextException;

/**
 * One text on its way to sound: the speaking thread puts it in at one end, a reader takes it out at the other. It holds some 20 seconds
 * of sound; past that the voice waits for the reader.
 *
 * <p>
 * The deadline counts only the time that the reader has to wait: a reader that takes its time does not make the voice late.
 */
final class Utterance implements PcmSource, PcmSink {
    /** The most that is held: 22 s at 48 kHz. */
    static final int LIMIT_BYTES = 2 << 20;
    private static final int FIRST_BYTES = 64 << 10;
    /** A sample above this magnitude is sound: -60 dB of full scale. */
    private static final int AUDIBLE = 33;
    /** How often a waiting reader has the pool look for threads that do not come back. */
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final SpeechRequest request;
    private final NarratorPool pool;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private byte[] buffer = new byte[FIRST_BYTES];
    private int readAt;
    private int filled;
    private boolean audible;
    private boolean finished;
    private boolean closed;
    private Throwable failure;
    private long patienceNanos;

    Utterance(SpeechRequest request, NarratorPool pool) {
        this.request = request;
        this.pool = pool;
        patienceNanos = request.deadline().toNanos();
    }

    SpeechRequest request() {
        return request;
    }

    // The speaking thread's end.

    @Override
    public boolean take(byte[] pcm, int length) {
        lock.lock();
        try {
            while (!closed && failure == null && filled - readAt + length > LIMIT_BYTES) {
                changed.await();
            }
            if (closed || failure != null) {
                return false;
            }
            makeRoom(length);
            System.arraycopy(pcm, 0, buffer, filled, length);
            filled += length;
            audible = audible || hasSound(pcm, length);
            changed.signalAll();
            return true;
        } catch (InterruptedException e) {
            // The pool wants its thread back; what was said so far is not all.
            failure = failure == null ? e : failure;
            return false;
        } finally {
            lock.unlock();
        }
    }

    private void makeRoom(int length) {
        if (filled + length <= buffer.length) {
            return;
        }
        int held = filled - readAt;
        byte[] target = held + length > buffer.length ? new byte[Math.max(2 * buffer.length, held + length)] : buffer;
        System.arraycopy(buffer, readAt, target, 0, held);
        buffer = target;
        readAt = 0;
        filled = held;
    }

    private static boolean hasSound(byte[] pcm, int length) {
        for (int i = 0; i + 1 < length; i += 2) {
            if (Math.abs((short) ((pcm[i + 1] << 8) | (pcm[i] & 0xff))) > AUDIBLE) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean wanted() {
        lock.lock();
        try {
            return !closed && failure == null;
        } finally {
            lock.unlock();
        }
    }

    /** All is said. */
    void finish() {
        lock.lock();
        try {
            finished = finished || failure == null;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** It will not be said to its end. The first cause counts, and what is complete stays complete. */
    void fail(Throwable cause) {
        lock.lock();
        try {
            if (failure == null && !finished) {
                failure = cause;
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    // The reader's end.

    /** Waits until there is sound, so that a text that cannot be spoken is an error here and not a silence later. */
    void awaitSound() throws SpeechException, InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!audible && !finished && failure == null && filled < LIMIT_BYTES / 2) {
                waitForChange();
            }
            if (failure != null) {
                throw failure instanceof UnspeakableTextException e ? e : new SpeechException(describe(), failure);
            }
            if (!audible && finished) {
                throw new UnspeakableTextException(request.voice().id() + " has no sound for " + CleanText.shortened(request.text())
                        + "; it speaks " + request.voice().locale().toLanguageTag() + ", in letters and digits");
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public int read(ByteBuffer into) throws IOException, InterruptedException {
        if (into.remaining() < PcmFormat.BYTES_PER_SAMPLE) {
            throw new IllegalArgumentException("the buffer has room for " + into.remaining() + " bytes; a sample needs 2");
        }
        lock.lockInterruptibly();
        try {
            while (readAt == filled && !finished && failure == null && !closed) {
                waitForChange();
            }
            if (closed) {
                throw new IOException("this utterance was closed");
            }
            if (failure != null) {
                throw new IOException(describe(), failure);
            }
            if (readAt == filled) {
                return -1;
            }
            int n = Math.min(filled - readAt, into.remaining() & ~1);
            into.put(buffer, readAt, n);
            readAt += n;
            changed.signalAll();
            return n;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for a change, counts the time, and gives the text up when there is none left. Called with the lock held. */
    @SuppressWarnings("WaitNotInLoop") // the callers loop, with the lock held
    private void waitForChange() throws InterruptedException {
        if (patienceNanos <= 0) {
            giveUp();
            return;
        }
        long slice = Math.min(LOOK_NANOS, patienceNanos);
        long left = changed.awaitNanos(slice);
        patienceNanos -= slice - Math.max(0, left);
        if (left <= 0) {
            unlocked(pool::rescue);
        }
    }

    private void giveUp() {
        SpeechException[] late = new SpeechException[1];
        unlocked(() -> late[0] = new SpeechException(request.voice().id() + " " + pool.giveUp(this) + " " + request.deadline().toMillis()
                + " ms: " + CleanText.shortened(request.text())));
        if (!finished) {
            failure = late[0];
        }
    }

    /** The pool's lock is never taken inside this one's: the pool calls in the other direction. */
    private void unlocked(Runnable action) {
        lock.unlock();
        try {
            action.run();
        } finally {
            lock.lock();
        }
    }

    private String describe() {
        if (failure instanceof SpeechException) {
            return failure.getMessage();
        }
        return request.voice().id() + " failed at " + CleanText.shortened(request.text()) + ": " + failure;
    }

    @Override
    public PcmFormat format() {
        return request.voice().format();
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            buffer = Arrays.copyOf(buffer, 0);
            readAt = 0;
            filled = 0;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        pool.cancel(this);
    }
}
