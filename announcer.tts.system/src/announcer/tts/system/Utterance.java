package announcer.tts.system;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import announcer.api.audio.PcmFormat;
import announcer.api.audio.PcmSource;
import announcer.api.speech.SpeechException;
import announcer.api.speech.SpeechRequest;
import announcer.api.speech.UnspeakableTextException;

/**
 * The sound of one text, between the thread that reads it from the program and the one that plays it. It holds a minute and a half, so
 * that a process has mostly ended long before its sound is over; past that the process waits for the reader.
 */
final class Utterance implements PcmSource {
    /** The most that is held: 95 s at 22.05 kHz. */
    static final int LIMIT_BYTES = 4 << 20;
    /** A sample above this magnitude is sound: -60 dB of full scale. */
    private static final int AUDIBLE = 33;

    private final SpeechRequest request;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<ByteBuffer> held = new ArrayDeque<>();
    private int heldBytes;
    private boolean audible;
    private boolean finished;
    private boolean closed;
    private String failure;
    private Throwable cause;
    private Runnable onClose = () -> {};
    private long heldUpNanos;
    private long heldUpSince;
    private boolean heldUp;

    Utterance(SpeechRequest request) {
        this.request = request;
    }

    SpeechRequest request() {
        return request;
    }

    /** What {@link #close()} does; before anybody reads. */
    void onClose(Runnable action) {
        onClose = action;
    }

    // The program's end.

    /** Takes whole samples, waiting while there is no room. Returns whether more is wanted. */
    boolean take(byte[] pcm, int length) throws InterruptedException {
        byte[] copy = Arrays.copyOf(pcm, length);
        lock.lock();
        try {
            while (wanted() && heldBytes > 0 && heldBytes + length > LIMIT_BYTES) {
                awaitRoom();
            }
            if (wanted()) {
                held.add(ByteBuffer.wrap(copy));
                heldBytes += length;
                audible = audible || hasSound(copy);
                changed.signalAll();
            }
            return wanted();
        } finally {
            lock.unlock();
        }
    }

    @SuppressWarnings("WaitNotInLoop") // the caller loops, with the lock held
    private void awaitRoom() throws InterruptedException {
        heldUp = true;
        heldUpSince = System.nanoTime();
        try {
            changed.await();
        } finally {
            heldUp = false;
            heldUpNanos += System.nanoTime() - heldUpSince;
        }
    }

    private boolean wanted() {
        return !closed && failure == null;
    }

    private static boolean hasSound(byte[] pcm) {
        for (int i = 0; i + 1 < pcm.length; i += 2) {
            if (Math.abs((short) ((pcm[i + 1] << 8) | (pcm[i] & 0xff))) > AUDIBLE) {
                return true;
            }
        }
        return false;
    }

    /** How long the program had to wait for the reader so far: not its own time. */
    long heldUpNanos() {
        lock.lock();
        try {
            return heldUpNanos + (heldUp ? System.nanoTime() - heldUpSince : 0);
        } finally {
            lock.unlock();
        }
    }

    /** All is there. */
    void finish() {
        lock.lock();
        try {
            finished = failure == null;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * It will not be complete. The first reason counts, and what is complete stays complete.
     *
     * @param why a sentence for an administrator
     * @param underlying what happened underneath, or null
     */
    void fail(String why, Throwable underlying) {
        lock.lock();
        try {
            if (!finished && failure == null) {
                failure = why;
                cause = underlying;
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    // The reader's end. That nobody waits for ever is the deadline's business, which fails it.

    /** Waits until there is sound, so that a text that cannot be spoken is an error here and not a silence later. */
    void awaitSound() throws SpeechException, InterruptedException {
        lock.lock();
        try {
            while (!audible && !finished && failure == null && !closed && heldBytes < LIMIT_BYTES / 2) {
                changed.await();
            }
            if (failure != null) {
                throw new SpeechException(failure, cause);
            }
            if (finished && !audible) {
                throw new UnspeakableTextException(
                        request.voice().id() + " has no sound for " + PlainText.shortened(request.text()));
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public int read(ByteBuffer into) throws IOException, InterruptedException {
        if (into.remaining() < format().bytesPerSampleGroup()) {
            throw new IllegalArgumentException(
                    "the buffer has room for " + into.remaining() + " bytes; a sample needs " + format().bytesPerSampleGroup());
        }
        lock.lockInterruptibly();
        try {
            while (held.isEmpty() && !finished && wanted()) {
                changed.await();
            }
            if (closed) {
                throw new IOException("this utterance was closed");
            }
            if (failure != null) {
                throw new IOException(failure, cause);
            }
            return held.isEmpty() ? -1 : give(into);
        } finally {
            lock.unlock();
        }
    }

    private int give(ByteBuffer into) {
        int before = into.position();
        while (!held.isEmpty() && into.remaining() >= PcmFormat.BYTES_PER_SAMPLE) {
            ByteBuffer first = held.peek();
            int n = Math.min(first.remaining(), into.remaining() & ~1);
            into.put(first.slice(first.position(), n));
            first.position(first.position() + n);
            if (!first.hasRemaining()) {
                held.remove();
            }
        }
        int given = into.position() - before;
        heldBytes -= given;
        changed.signalAll();
        return given;
    }

    @Override
    public PcmFormat format() {
        return request.voice().format();
    }

    @Override
    public void close() {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            held.clear();
            heldBytes = 0;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        onClose.run();
    }
}
