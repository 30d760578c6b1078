package announcer.engine.synthesis;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.Consumer;

import announcer.api.audio.PcmFormat;
import announcer.api.audio.PcmSource;
import announcer.lib.time.Deadline;
import announcer.engine.announcement.TrackedAnnouncement;
import announcer.engine.config.ChannelSettings;

/**
 * The sound of an announcement for one listener and not on the air: made as for its channel, piece by piece, by the threads of previews.
 * The control loop has it made, as long as somebody reads: what nobody reads is not made. A reader blocks until there is sound.
 */
final class PreviewSource implements PcmSource {
    /** Beside the time that two engines may take: so long nobody waits for a sentence. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final SynthesisContext context;
    private final PcmFormat format;
    private final Consumer<PreviewSource> onEnd;
    // The reader's only.
    private final ByteBuffer frame;
    // Guarded by this; never held while something is waited for.
    private final SynthesisProgress progress;
    private final AnnouncementSynthesizer synthesizer;
    private long next;
    private String failure = "";
    private boolean ended;
    /** Whether the reader wants more than there was, and has not got it yet. */
    private boolean demanded;
    /** When a reader has waited too long. */
    private Deadline patience = Deadline.NEVER;
    private volatile boolean reading;
    private volatile long lastReadNanos;

    /**
     * @param context the threads of previews among it; its {@code wake} has {@link #advance} called
     * @param settings of the channel, now
     * @param onEnd called when it holds nothing any more
     */
    PreviewSource(SynthesisContext context, ChannelSettings settings, TrackedAnnouncement announcement, Consumer<PreviewSource> onEnd) {
        this.context = context;
        this.format = settings.format();
        this.onEnd = onEnd;
        this.frame = ByteBuffer.allocate(format.bytesPerFrame()).limit(0);
        this.progress = new SynthesisProgress(announcement);
        this.synthesizer = new AnnouncementSynthesizer(context, settings);
        this.lastReadNanos = context.clock().nanoTime();
    }

    // --- the reader's thread

    @Override
    public PcmFormat format() {
        return format;
    }

    @Override
    public int read(ByteBuffer into) throws IOException, InterruptedException {
        int group = format.channels() * PcmFormat.BYTES_PER_SAMPLE;
        if (into.remaining() < group) {
            throw new IllegalArgumentException("there is room for " + into.remaining() + " bytes; a sample group has " + group);
        }
        reading = true;
        try {
            if (!frame.hasRemaining() && !takeFrame()) {
                return -1;
            }
        } finally {
            lastReadNanos = context.clock().nanoTime();
            reading = false;
        }
        int bytes = Math.min(frame.remaining(), into.remaining() / group * group);
        into.put(frame.slice().limit(bytes));
        frame.position(frame.position() + bytes);
        return bytes;
    }

    /** Waits for the next frame and copies it; false at the end of the sound. */
    private synchronized boolean takeFrame() throws IOException, InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("the thread that listens to a preview was interrupted");
        }
        long now = context.clock().nanoTime();
        // Also while there are frames: the next sentence is made meanwhile.
        if (isToBeMade() && (!hasFrame() || !demanded && progress.nanosToNextStep(now, Long.MAX_VALUE) == 0)) {
            patience = Deadline.after(now, longestWait());
            demanded = true;
            context.wake().run();
        }
        while (isToBeMade() && !hasFrame()) {
            wait();
        }
        if (hasFrame()) {
            frame.clear();
            progress.utterance.read(next++, frame);
            frame.flip();
            return true;
        }
        if (failure.isEmpty() && next == 0) {
            failure = "there is nothing in it that could be spoken";
        }
        release();
        if (!failure.isEmpty()) {
            throw new IOException(failure);
        }
        return false;
    }

    // --- control thread

    /**
     * Has more of it made, if somebody wants more than there is.
     *
     * @return after how many nanoseconds it is to be called again; {@link Long#MAX_VALUE}: when something has happened
     */
    synchronized long advance(long now) {
        if (!demanded || !isToBeMade()) {
            return Long.MAX_VALUE;
        }
        if (!hasFrame() && patience.hasPassed(now)) {
            end("no sound of it came within " + longestWait().toSeconds() + " s: speech engines hold all threads that make previews");
            return Long.MAX_VALUE;
        }
        synthesizer.advance(progress, now).ifPresent(why -> failure = why);
        if (hasFrame() || !isToBeMade()) {
            demanded = false;
            notifyAll();
            return Long.MAX_VALUE;
        }
        return Math.min(patience.nanosLeft(now), progress.nanosToNextStep(now, Long.MAX_VALUE));
    }

    /** An engine's service goes: what is being made with it is tried again with another. */
    synchronized void engineGoes(long serviceId) {
        progress.engineGoes(serviceId);
    }

    // --- any thread

    /** Whether a reader waits for what is not made yet. */
    synchronized boolean isAwaited() {
        return demanded && isToBeMade() && !hasFrame();
    }

    /** For how long nobody has read it; 0 while somebody does. */
    long idleNanos() {
        return reading ? 0 : context.clock().nanoTime() - lastReadNanos;
    }

    /** Ends it; whoever reads it is told why. */
    synchronized void end(String why) {
        if (failure.isEmpty()) {
            failure = why;
        }
        release();
        notifyAll();
    }

    @Override
    public void close() {
        end("the preview was closed");
    }

    // --- holding its lock

    private boolean isToBeMade() {
        return !ended && failure.isEmpty() && !progress.soundIsMade();
    }

    private boolean hasFrame() {
        return !ended && progress.utterance != null && next < progress.utterance.frames();
    }

    private Duration longestWait() {
        return context.limits().get().deadlineBase().multipliedBy(2).plus(PATIENCE);
    }

    private void release() {
        if (!ended) {
            ended = true;
            progress.letGo(context.pool());
            onEnd.accept(this);
        }
    }
}
