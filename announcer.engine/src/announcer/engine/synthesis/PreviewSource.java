package announcer.engine.synthesis;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

import announcer.api.audio.PcmFormat;
import announcer.api.audio.PcmSource;
import announcer.engine.announcement.TrackedAnnouncement;
import announcer.engine.audio.AnnouncementAudio;
import announcer.engine.config.ChannelSettings;

/**
 * The sound of an announcement for one listener and not on the air: made as for its channel, piece by piece, by the threads of previews.
 * Whoever reads it drives it: what nobody reads is not made.
 */
final class PreviewSource implements PcmSource {
    private static final long LOOK_NANOS = 20_000_000;
    /** Beside the time that two engines may take: so long nobody waits for a sentence. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private enum Step {
        FRAME, WAIT, END
    }

    private final SynthesisContext context;
    private final PcmFormat format;
    private final Consumer<PreviewSource> onEnd;
    private final ByteBuffer frame;
    // Guarded by this; never held while something is waited for.
    private final SynthesisProgress progress;
    private final AnnouncementSynthesizer synthesizer;
    private long next;
    private String failure = "";
    private boolean ended;
    private volatile Thread reader;
    private volatile boolean reading;
    private volatile long lastReadNanos;

    /**
     * @param shared the threads of previews among it
     * @param settings of the channel, now
     * @param onEnd called when it holds nothing any more; may be called more than once
     */
    PreviewSource(SynthesisContext shared, ChannelSettings settings, TrackedAnnouncement announcement, Consumer<PreviewSource> onEnd) {
        this.context = shared.withWake(this::wake);
        this.format = settings.format();
        this.onEnd = onEnd;
        this.frame = ByteBuffer.allocate(format.bytesPerFrame()).limit(0);
        this.progress = new SynthesisProgress(announcement);
        this.synthesizer = new AnnouncementSynthesizer(context, settings);
        this.lastReadNanos = context.clock().nanoTime();
    }

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
        reader = Thread.currentThread();
        reading = true;
        try {
            return read(into, group);
        } finally {
            lastReadNanos = context.clock().nanoTime();
            reading = false;
        }
    }

    private int read(ByteBuffer into, int group) throws IOException, InterruptedException {
        long since = context.clock().nanoTime();
        while (!frame.hasRemaining()) {
            if (Thread.interrupted()) {
                throw new InterruptedException("the thread that listens to a preview was interrupted");
            }
            long now = context.clock().nanoTime();
            switch (step(now)) {
                case END -> {
                    return -1;
                }
                case WAIT -> await(since, now);
                case FRAME -> {
                    // There it is.
                }
            }
        }
        int bytes = Math.min(frame.remaining(), into.remaining() / group * group);
        into.put(frame.slice().limit(bytes));
        frame.position(frame.position() + bytes);
        return bytes;
    }

    private synchronized Step step(long now) throws IOException {
        if (!ended && failure.isEmpty() && !progress.soundIsMade()) {
            // Also while there are frames: the next sentence is made meanwhile.
            synthesizer.advance(progress, now).ifPresent(why -> failure = why);
        }
        AnnouncementAudio u = progress.utterance;
        if (!ended && u != null && next < u.frames()) {
            frame.clear();
            u.read(next++, frame);
            frame.flip();
            return Step.FRAME;
        }
        if (!failure.isEmpty()) {
            end(failure);
            throw new IOException(failure);
        }
        if (!progress.soundIsMade()) {
            return Step.WAIT;
        }
        if (next == 0) {
            end("there is nothing in it that could be spoken");
            throw new IOException(failure);
        }
        release();
        return Step.END;
    }

    private void await(long since, long now) throws IOException {
        Duration longest = context.limits().get().deadlineBase().multipliedBy(2).plus(PATIENCE);
        if (now - since >= longest.toNanos()) {
            end("no sound of it came within " + longest.toSeconds() + " s: speech engines hold all threads that make previews");
            return;
        }
        context.pool().watch(now);
        context.clock().parkUntil(now + LOOK_NANOS);
    }

    /** For how long nobody has read it; 0 while somebody does. */
    long idleNanos() {
        return reading ? 0 : context.clock().nanoTime() - lastReadNanos;
    }

    private void wake() {
        LockSupport.unpark(reader);
    }

    /** An engine's service goes: what is being made with it is tried again with another. */
    synchronized void engineGoes(long serviceId) {
        progress.engineGoes(serviceId);
    }

    /** Ends it; whoever reads it is told why. */
    void end(String why) {
        synchronized (this) {
            if (failure.isEmpty()) {
                failure = why;
            }
            release();
        }
        wake();
    }

    private synchronized void release() {
        if (!ended) {
            ended = true;
            progress.letGo(context.pool());
            onEnd.accept(this);
        }
    }

    @Override
    public void close() {
        end("the preview was closed");
    }
}
