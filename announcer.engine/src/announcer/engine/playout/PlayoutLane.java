package announcer.engine.playout;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import announcer.api.audio.PcmFormat;
import announcer.api.stream.MediaPipe;
import announcer.engine.audio.AnnouncementAudio;

/**
 * One channel's place at the pacer: a pipe, and the playouts that go into it. Frame k of a generation is due at its start + k * 20 ms;
 * what is owed is frames due minus frames written, is never written off, and is paid with the announcement's own next frames, or with
 * silence between announcements. Sentences come whole: while the next one of an announcement is being made, it is silence too, but never
 * inside a sentence.
 *
 * <p>
 * One announcement may be spoken over another one ({@link Playout#over}): the lower one goes on, quieter, and comes back to its level when the
 * upper one has ended. There are two at a time at most.
 *
 * <p>
 * {@link #tick} and what it calls run on the pacer's thread and allocate nothing. Playouts are offered by one other thread, the control
 * thread.
 */
// Volatile counters have one writer each: the pacer.
@SuppressWarnings("NonAtomicVolatileUpdate")
public final class PlayoutLane {
    /** Frames that one tick writes at most: a lane that catches up must not hold up the others. */
    private static final int SHARE = 50;
    /** A pipe without a reader is polled every so many ticks: an empty accept costs up to 22 us and 5 kB. */
    private static final int POLL_EVERY = 10;
    /** 15 dB, until {@link #beneath} is told otherwise. */
    private static final float DUCKED = 0.178f;

    /** What a turn puts into the next frame. */
    private enum Step {
        SILENCE, SOUND, FADING_SOUND
    }

    /** A playout that has begun, and how far it is. */
    private static final class Turn {
        Playout playout;
        long frame;
        int leadInLeft;
        /** Whether the frame that is about to be written is its first one, and its last one. */
        boolean first;
        boolean last;

        boolean isFree() {
            return playout == null;
        }

        void free() {
            playout = null;
            first = false;
            last = false;
        }
    }

    private final MediaPipe pipe;
    private final PcmFormat format;
    private final Runnable wake;
    /** The playouts that are to begin, in order: put in by the control thread, taken out by both, by the pacer without allocating. */
    private final Queue<Playout> waiting = new ConcurrentLinkedQueue<>();
    private final PeakMeter peaks = new PeakMeter();
    private final LatenessWindow lateness = new LatenessWindow();
    private final FrameBuffer pending;

    private volatile boolean connected;
    private volatile long generation;
    private volatile long written;
    private volatile long startNanos;
    private volatile boolean hold;
    private volatile boolean debtExceeded;
    private volatile boolean eager;
    private volatile long passing = Long.MAX_VALUE;
    private volatile boolean disconnectAsked;
    private volatile IOException fault;
    private volatile int leadInFrames;
    private volatile int gapFrames;
    private volatile long maxOwedFrames;
    private volatile FrameTaps taps;
    private volatile BackgroundTrack background;

    private volatile float beneath = DUCKED;

    // Pacer only.
    /** What is being spoken; the lower one where there are two. */
    private Turn current = new Turn();
    /** What is spoken over that. */
    private Turn upper = new Turn();
    private final GainRamp lowered = new GainRamp(1);
    private final byte[] upperFrame;
    private final ByteBuffer upperPcm;
    /** What is mixed in: {@link #background}, unless a former one fades out before it. */
    private BackgroundTrack mixed;
    private int gapLeft;
    private int untilPoll;

    /**
     * @param pipe what is written to; opened and closed by others
     * @param generation count of readers that earlier lanes of the channel have had
     * @param leadInFrames silence before each announcement
     * @param gapFrames silence between one announcement and the next
     * @param maxOwedFrames more than this and the push is to be restarted
     * @param wake called when there is something to look at: a reader came or went, a playout began or ended; must be quick
     */
    public PlayoutLane(MediaPipe pipe, PcmFormat format, long generation, int leadInFrames, int gapFrames, long maxOwedFrames,
            Runnable wake) {
        this.pipe = pipe;
        this.format = format;
        this.generation = generation;
        this.wake = wake;
        this.leadInFrames = leadInFrames;
        this.gapFrames = gapFrames;
        this.maxOwedFrames = maxOwedFrames;
        this.pending = new FrameBuffer(format);
        this.upperFrame = new byte[format.bytesPerFrame()];
        this.upperPcm = ByteBuffer.wrap(upperFrame);
    }

    // --- the control thread's side

    /** Changes what may change while the lane is in use; see the constructor. */
    public void tune(int newLeadInFrames, int newGapFrames, long newMaxOwedFrames) {
        leadInFrames = newLeadInFrames;
        gapFrames = newGapFrames;
        maxOwedFrames = newMaxOwedFrames;
    }

    /** Sets the factor of an announcement over which another one is spoken. */
    public void beneath(float factor) {
        beneath = factor;
    }

    /** Puts a playout at the end of the lane. */
    public void offer(Playout s) {
        waiting.add(s);
    }

    /** Lets go of a playout that was withdrawn; without effect when the pacer has done so. */
    public void forget(Playout s) {
        waiting.remove(s);
    }

    /** Counts the playouts that have not begun, one by one. */
    public int waiting() {
        return waiting.size();
    }

    /** From now on they hear what the pipe takes. */
    public void heardBy(FrameTaps all) {
        taps = all;
    }

    /** From now on this is heard behind announcements and between them; null: silence. Of another format: silence, too. */
    public void background(BackgroundTrack track) {
        background = track == null || track.format().equals(format) ? track : null;
    }

    /** After a lost reader nothing begins until this is called: what was lost must come first. */
    public void release() {
        hold = false;
    }

    /** Whether a reader was lost and {@link #release} has not been called since. */
    public boolean held() {
        return hold;
    }

    /**
     * Announcements begin only in this generation of the reader: until its push really publishes, they would be spoken to nobody.
     * {@link Long#MAX_VALUE}, as it is at first: in every one; 0: in none.
     */
    public void passIn(long ofGeneration) {
        passing = ofGeneration;
    }

    /** Poll for a reader at every tick: one is expected. */
    public void expectReader(boolean yes) {
        eager = yes;
    }

    /** Ends the present reader's stream at the next tick. */
    public void askDisconnect() {
        disconnectAsked = true;
    }

    /** Whether more than the maximum is owed; stays so until the reader has gone. */
    public boolean debtExceeded() {
        return debtExceeded;
    }

    public boolean connected() {
        return connected;
    }

    public long generation() {
        return generation;
    }

    public long written() {
        return written;
    }

    public PcmFormat format() {
        return format;
    }

    public MediaPipe pipe() {
        return pipe;
    }

    /** Why the pipe can take no more readers; null while it can. */
    public IOException fault() {
        return fault;
    }

    public LatenessWindow lateness() {
        return lateness;
    }

    /** The highest sample of the last 300 ms that were sent, in dB of full scale; {@link Double#NEGATIVE_INFINITY}: silence, or no reader. */
    public double peakDbfs() {
        return connected ? peaks.dbfs() : Double.NEGATIVE_INFINITY;
    }

    /** Sound written minus time elapsed on this generation, in nanoseconds; 0 without a reader. Between 0 and one frame when healthy. */
    public long driftNanos(long nowNanos) {
        return connected ? written * PcmFormat.FRAME_NANOS - (nowNanos - startNanos) : 0;
    }

    // --- the pacer's side

    /**
     * Writes what is due.
     *
     * @param now the time
     * @param scheduled when this tick was due; equal to or before {@code now}
     */
    void tick(long now, long scheduled) {
        if (disconnectAsked) {
            disconnectAsked = false;
            if (connected) {
                pipe.disconnect();
                readerGone();
            }
        }
        if (!connected && !lookForReader(now, scheduled)) {
            return;
        }
        lateness.record(now - scheduled);
        long due = (now - startNanos) / PcmFormat.FRAME_NANOS + 1;
        try {
            for (int share = SHARE; share > 0 && written < due; share--) {
                if (pending.isWritten()) {
                    fill(now);
                    mixBackground();
                }
                pipe.write(pending.pcm());
                if (!pending.isWritten()) {
                    break;
                }
                account(now);
            }
        } catch (IOException e) {
            // The contract's way of saying that the reader has gone; nothing to report, the push knows why.
            readerGone();
            return;
        }
        if (due - written > maxOwedFrames && !debtExceeded) {
            debtExceeded = true;
            wake.run();
        }
    }

    /** The pipe broke its contract: it is not touched again. */
    void fail(Throwable why) {
        fault = new IOException("it failed unexpectedly: " + why, why);
        if (connected) {
            readerGone();
        } else {
            wake.run();
        }
    }

    private boolean lookForReader(long now, long scheduled) {
        if (fault != null || !eager && --untilPoll > 0) {
            return false;
        }
        untilPoll = POLL_EVERY;
        try {
            if (!pipe.connected()) {
                return false;
            }
        } catch (IOException e) {
            fault = e;
            wake.run();
            return false;
        }
        // On the tick grid, at or just before now: a late first tick must not become a lasting offset.
        startNanos = scheduled + (now - scheduled) / PcmFormat.FRAME_NANOS * PcmFormat.FRAME_NANOS;
        written = 0;
        pending.drop();
        if (mixed != null) {
            // It comes up from silence, for every reader.
            mixed.gain().reset(0);
        }
        debtExceeded = false;
        peaks.clear();
        generation = generation + 1;
        connected = true;
        wake.run();
        return true;
    }

    private void readerGone() {
        pending.drop();
        gapLeft = 0;
        end(current, Playout.State.LOST);
        end(upper, Playout.State.LOST);
        connected = false;
        // Last: the control thread takes up what was lost when it sees this, once, and must find it lost.
        hold = true;
        wake.run();
    }

    private static void end(Turn t, Playout.State how) {
        Playout s = t.playout;
        t.free();
        if (s != null) {
            s.end(how);
        }
    }

    /** Adds the background; a former one fades out first. */
    private void mixBackground() {
        BackgroundTrack wanted = background;
        if (mixed != wanted && (mixed == null || mixed.gain().isSilent())) {
            mixed = wanted;
        }
        BackgroundTrack b = mixed;
        // The first frame after a reader connects is silence.
        if (b == null || written == 0) {
            return;
        }
        byte[] frame = b.next(!current.isFree() || !upper.isFree(), b != wanted);
        if (frame != null) {
            pending.add(frame, b.gain().from(), b.gain().to());
        }
    }

    /** Puts the next frame into {@code pending}. */
    private void fill(long now) {
        letGoOfTaken(current);
        letGoOfTaken(upper);
        // The first frame after a reader connects is silence, whatever waits.
        if (written > 0) {
            beginNext();
        }
        Playout s = current.playout;
        long index = current.frame;
        Step step = next(current, now);
        if (step == Step.SILENCE) {
            pending.silence();
        } else {
            pending.of(s, index);
            leaveAfter(step, current);
        }
        lowered.next(!upper.isFree(), 1, beneath);
        float to = step == Step.FADING_SOUND ? 0 : lowered.to();
        if (step != Step.SILENCE && (lowered.from() != 1 || to != 1)) {
            pending.scale(lowered.from(), to);
        }
        if (!upper.isFree()) {
            addUpper(now);
        }
    }

    private void addUpper(long now) {
        Playout s = upper.playout;
        long index = upper.frame;
        Step step = next(upper, now);
        if (step != Step.SILENCE) {
            upperPcm.clear();
            s.read(index, upperPcm);
            leaveAfter(step, upper);
            pending.add(upperFrame, 1, step == Step.FADING_SOUND ? 0 : 1);
        }
    }

    /** Another lane has taken this one's place, and its playouts. */
    private static void letGoOfTaken(Turn t) {
        if (t.playout != null && !t.playout.isPlaying()) {
            t.free();
        }
    }

    /** Goes on with a turn by a frame. */
    private Step next(Turn t, long now) {
        t.first = false;
        t.last = false;
        if (t.isFree()) {
            return Step.SILENCE;
        }
        if (t.leadInLeft > 0) {
            t.leadInLeft--;
            if (t.playout.isToBeCut()) {
                // Nothing of it has been heard, and nothing is to be.
                leave(t, Playout.State.CUT);
            }
            return Step.SILENCE;
        }
        AnnouncementAudio u = t.playout.utterance();
        boolean whole = u.isComplete();
        if (t.frame >= u.frames()) {
            betweenSentences(t, whole, now);
            return Step.SILENCE;
        }
        t.first = t.frame == 0;
        t.last = whole && t.frame == u.frames() - 1;
        t.frame++;
        return t.playout.isToBeCut() ? Step.FADING_SOUND : Step.SOUND;
    }

    /** Whoever sees that it was cut may ask at once how far it came: so its last frame has been taken by then. */
    private void leaveAfter(Step step, Turn t) {
        if (step == Step.FADING_SOUND) {
            leave(t, Playout.State.CUT);
        }
    }

    /** Begins what waits, if it may begin now: after what is spoken, or over it. */
    private void beginNext() {
        if (current.isFree() && !upper.isFree()) {
            // The lower one has ended first; what was spoken over it is at its full level.
            Turn free = current;
            current = upper;
            upper = free;
            lowered.reset(1);
        }
        if (gapLeft > 0) {
            gapLeft--;
        } else if (current.isFree()) {
            if (begin(current, null)) {
                lowered.reset(1);
            }
        } else if (upper.isFree()) {
            begin(upper, current.playout);
        }
    }

    /** @param over what it is to be spoken over; null: nothing */
    private boolean begin(Turn t, Playout over) {
        Playout s = firstThatWaits();
        boolean passes = passing == Long.MAX_VALUE || passing == generation;
        // One that is withdrawn at this moment costs a frame of silence.
        if (s == null || over != null && !s.isOver(over) || !passes || hold || !s.ready() || !s.begin(generation)) {
            return false;
        }
        // Not the head, whatever it is: the control thread may have let go of others meanwhile.
        waiting.remove(s);
        t.playout = s;
        t.frame = 0;
        t.leadInLeft = leadInFrames;
        return true;
    }

    /** Lets go of what was withdrawn, also while nothing may begin: else it would pile up behind a reader that comes and goes. */
    private Playout firstThatWaits() {
        Playout s = waiting.peek();
        while (s != null && s.state() != Playout.State.WAITING) {
            waiting.remove(s);
            s = waiting.peek();
        }
        return s;
    }

    /** All that is there has been written: that was all, or the next sentence is not made yet, or nobody wants it any more. */
    private void betweenSentences(Turn t, boolean whole, long now) {
        if (whole) {
            // Completed after its last frame had been written.
            finish(t, now);
        } else if (t.playout.isToBeCut()) {
            leave(t, Playout.State.CUT);
        } else if (t.playout.isAbandoned()) {
            leave(t, Playout.State.ABANDONED);
        }
    }

    private void leave(Turn t, Playout.State how) {
        end(t, how);
        gapLeft = gapFrames;
        wake.run();
    }

    private void account(long now) {
        written = written + 1;
        peaks.sent(pending.peak());
        FrameTaps heard = taps;
        if (heard != null) {
            heard.sent(pending.pcm(), format, now);
        }
        account(current, now);
        account(upper, now);
    }

    private void account(Turn t, long now) {
        if (t.first) {
            t.playout.started(now);
            wake.run();
        }
        if (t.last) {
            finish(t, now);
        }
    }

    private void finish(Turn t, long now) {
        Playout s = t.playout;
        t.free();
        gapLeft = gapFrames;
        s.written(written, now);
        wake.run();
    }
}
