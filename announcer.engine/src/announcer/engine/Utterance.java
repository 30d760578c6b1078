package announcer.engine;

import java.nio.ByteBuffer;
import java.util.concurrent.locks.LockSupport;

/**
 * The sound of one announcement in its channel's format: a ring of frames with one producer (a synth thread) and one consumer (the
 * pacer). Memory is taken a second at a time, as sound comes.
 *
 * <p>
 * While no more frames than the capacity have come, none is overwritten, and the utterance can be spoken again from its start; after that
 * the producer is held when it is a whole capacity ahead of the consumer, and the beginning is gone.
 */
@SuppressWarnings("NonAtomicVolatileUpdate") // one writer for each field
final class Utterance {
    private static final int FRAMES_PER_CHUNK = 50;
    private static final long FULL_RECHECK_NANOS = 10_000_000;

    private final int frameBytes;
    private final long capacityFrames;
    private final byte[][] chunks;
    // Published by the producer after the frame's bytes are in place.
    private volatile long frames;
    private volatile boolean complete;
    private volatile boolean abandoned;
    private volatile long consumed;
    private volatile long heldNanos;
    private volatile boolean held;
    private volatile String voice = "";

    /**
     * @param frameBytes size of a frame
     * @param capacityFrames frames kept, rounded up to whole seconds
     */
    Utterance(int frameBytes, int capacityFrames) {
        this.frameBytes = frameBytes;
        int count = Math.max(1, (capacityFrames + FRAMES_PER_CHUNK - 1) / FRAMES_PER_CHUNK);
        this.chunks = new byte[count][];
        this.capacityFrames = (long) count * FRAMES_PER_CHUNK;
    }

    /**
     * Adds a frame; waits while the ring is full. Producer only.
     *
     * @return false when nobody wants the rest: the producer should stop
     */
    boolean append(byte[] frame) throws InterruptedException {
        long n = frames;
        if (n - consumed >= capacityFrames) {
            waitForRoom(n);
        }
        if (abandoned) {
            return false;
        }
        int chunk = (int) (n / FRAMES_PER_CHUNK % chunks.length);
        if (chunks[chunk] == null) {
            chunks[chunk] = new byte[FRAMES_PER_CHUNK * frameBytes];
        }
        System.arraycopy(frame, 0, chunks[chunk], (int) (n % FRAMES_PER_CHUNK) * frameBytes, frameBytes);
        frames = n + 1;
        return true;
    }

    private void waitForRoom(long n) throws InterruptedException {
        long since = System.nanoTime();
        held = true;
        try {
            while (!abandoned && n - consumed >= capacityFrames) {
                if (Thread.interrupted()) {
                    throw new InterruptedException("held by a full lane");
                }
                LockSupport.parkNanos(this, FULL_RECHECK_NANOS);
            }
        } finally {
            heldNanos = heldNanos + System.nanoTime() - since;
            held = false;
        }
    }

    /** Whether the producer is being held now. */
    boolean held() {
        return held;
    }

    /** How long the producer has been held so far, which is not the engine's fault. */
    long heldNanos() {
        return heldNanos;
    }

    /** Id of the voice that makes it; empty before the first. */
    String voice() {
        return voice;
    }

    void voice(String id) {
        voice = id;
    }

    /** All frames are there. Producer only. */
    void complete() {
        complete = true;
    }

    /** Lets the producer go: the rest is not wanted. */
    void abandon() {
        abandoned = true;
    }

    /** Frames there so far. */
    long frames() {
        return frames;
    }

    /** Whether no more frames will come. */
    boolean isComplete() {
        return complete;
    }

    /** Whether its first frame is still there. */
    boolean replayable() {
        return frames <= capacityFrames;
    }

    /** Copies frame {@code index} and lets the producer use the room of all before it. Consumer only; the frame must be there. */
    void read(long index, ByteBuffer into) {
        byte[] chunk = chunks[(int) (index / FRAMES_PER_CHUNK % chunks.length)];
        into.put(chunk, (int) (index % FRAMES_PER_CHUNK) * frameBytes, frameBytes);
        if (index >= consumed) {
            consumed = index;
        }
    }
}
