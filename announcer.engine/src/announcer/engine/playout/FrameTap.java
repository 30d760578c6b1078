package announcer.engine.playout;

import announcer.lib.time.MonotonicClock;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import announcer.api.Listening;
import announcer.api.SentFrame;
import announcer.api.audio.PcmFormat;

/**
 * One listener: a ring of frames between the pacer, which writes over the oldest and never waits, and one reader, which looks again behind
 * each copy whether it was written over meanwhile (a sequence lock). The reader looks for frames every 5 ms: waking it would cost the pacer
 * a system call for each frame.
 */
@SuppressWarnings("NonAtomicVolatileUpdate") // one writer for each field
final class FrameTap implements Listening {
    /** Half a second. */
    static final int KEPT = PcmFormat.FRAMES_PER_SECOND / 2;
    /** One more than is kept: the one that is being written. */
    private static final int SLOTS = KEPT + 1;
    private static final long LOOK_NANOS = 5_000_000;

    private final PcmFormat format;
    private final int frameBytes;
    private final MonotonicClock clock;
    private final InstantSource wall;
    private final Consumer<FrameTap> onClose;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final byte[] frames;
    private final long[] times = new long[SLOTS];
    private volatile long written;
    private volatile boolean ended;
    // The reader's.
    private long read;
    private volatile long missed;

    /** @param onClose called once, by whoever closes it */
    FrameTap(PcmFormat format, MonotonicClock clock, InstantSource wall, Consumer<FrameTap> onClose) {
        this.format = format;
        this.frameBytes = format.bytesPerFrame();
        this.clock = clock;
        this.wall = wall;
        this.onClose = onClose;
        this.frames = new byte[SLOTS * frameBytes];
    }

    // --- pacer

    /** A frame was sent; one of another format (a lane that is about to be replaced) is nothing to this listener. */
    void sent(ByteBuffer frame, PcmFormat of, long nowNanos) {
        if (!of.equals(format)) {
            return;
        }
        long n = written;
        int slot = (int) (n % SLOTS);
        // What follows must not be seen before the count that the last call set.
        VarHandle.storeStoreFence();
        frame.get(0, frames, slot * frameBytes, frameBytes);
        times[slot] = nowNanos;
        written = n + 1;
    }

    // --- reader

    @Override
    public Optional<SentFrame> next(Duration timeout) throws InterruptedException {
        long deadline = clock.nanoTime() + timeout.toNanos();
        while (!ended) {
            if (Thread.interrupted()) {
                throw new InterruptedException("the listening thread was interrupted");
            }
            if (read < written) {
                SentFrame frame = take();
                if (frame != null) {
                    return Optional.of(frame);
                }
                continue;
            }
            long left = deadline - clock.nanoTime();
            if (left <= 0) {
                return Optional.empty();
            }
            clock.parkUntil(clock.nanoTime() + Math.min(left, LOOK_NANOS));
        }
        return Optional.empty();
    }

    /** The oldest that is there; null when it was written over while it was copied. */
    private SentFrame take() {
        skipWrittenOver();
        int slot = (int) (read % SLOTS);
        byte[] pcm = new byte[frameBytes];
        System.arraycopy(frames, slot * frameBytes, pcm, 0, frameBytes);
        long at = times[slot];
        // The copy must be done before the count is read again.
        VarHandle.loadLoadFence();
        if (skipWrittenOver()) {
            return null;
        }
        read++;
        return new SentFrame(wall.instant().minusNanos(clock.nanoTime() - at), pcm);
    }

    private boolean skipWrittenOver() {
        long late = written - read - KEPT;
        if (late <= 0) {
            return false;
        }
        read += late;
        missed = missed + late;
        return true;
    }

    @Override
    public PcmFormat format() {
        return format;
    }

    @Override
    public long missedFrames() {
        return missed;
    }

    // --- any thread

    @Override
    public boolean ended() {
        return ended;
    }

    /** No more frames will come. */
    void end() {
        ended = true;
    }

    @Override
    public void close() {
        end();
        if (closed.compareAndSet(false, true)) {
            onClose.accept(this);
        }
    }
}
