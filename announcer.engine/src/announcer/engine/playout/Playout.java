package announcer.engine.playout;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicReference;
import announcer.engine.audio.AnnouncementAudio;

/**
 * One attempt to put an utterance on a lane. From WAITING it goes to WITHDRAWN or PLAYING, from PLAYING to one of the four ends, and never
 * back. The pacer begins and ends it; the control thread withdraws it while it waits, and takes it from a reader that is no more. Each step
 * is a compare-and-set, and whoever wins it has the playout.
 */
public final class Playout {
    public enum State {
        /** On the lane, not begun. */
        WAITING,
        /** Taken back before it began. */
        WITHDRAWN,
        /** Frames of it are being written. */
        PLAYING,
        /** Its last frame has been written. */
        WRITTEN,
        /** The reader went while it was playing, or its lane is no longer used. */
        LOST,
        /** Given up between two sentences: the rest of its sound will not come. */
        ABANDONED,
        /** Cut short while playing, and faded out. */
        CUT
    }

    private final AnnouncementAudio utterance;
    private final AnnouncementAudio.Cursor cursor;
    private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);
    private volatile boolean toBeCut;
    private volatile boolean abandoned;
    private volatile Playout beneath;
    // Written by the pacer before it sets what makes them valid: the state, or started.
    private volatile long generation;
    private volatile long endFrame;
    private volatile long startedNanos;
    private volatile long writtenNanos;
    private volatile boolean started;

    public Playout(AnnouncementAudio utterance) {
        this.utterance = utterance;
        this.cursor = utterance.cursor();
    }

    AnnouncementAudio utterance() {
        return utterance;
    }

    public State state() {
        return state.get();
    }

    /** Takes it back. False when it has begun. */
    public boolean withdraw() {
        return state.compareAndSet(State.WAITING, State.WITHDRAWN);
    }

    /**
     * Takes it back from a reader that is no more: withdraws it if it waits, ends it if it plays. The pacer ends it itself when the reader
     * goes; but it may still be at a lane when another one has taken its place. Returns the state that it was in.
     */
    public State takeBack() {
        // In the order of the states, so that no step of the pacer in between is missed.
        if (withdraw()) {
            return State.WAITING;
        }
        return state.compareAndSet(State.PLAYING, State.LOST) ? State.PLAYING : state.get();
    }

    /** Asks the pacer to fade it out. It may end in another way before that. */
    public void cut() {
        toBeCut = true;
    }

    boolean isToBeCut() {
        return toBeCut;
    }

    /** Lets it begin over another one that is being spoken, which is quieter meanwhile; see {@link PlayoutLane}. */
    public void over(Playout other) {
        beneath = other;
    }

    /** Whether it may begin, or has begun, over that one. */
    public boolean isOver(Playout other) {
        return beneath == other;
    }

    /** How many frames of its sound have been taken, one that was faded out included. */
    public long framesTaken() {
        return cursor.consumed();
    }

    /** No more of its sound will come. */
    public void abandon() {
        abandoned = true;
    }

    boolean isAbandoned() {
        return abandoned;
    }

    /** The reader's generation it was played to. */
    public long generation() {
        return generation;
    }

    /** Frames of that generation up to and including its last one; valid once WRITTEN. */
    public long endFrame() {
        return endFrame;
    }

    /** Whether its first frame has been written. */
    public boolean hasStarted() {
        return started;
    }

    /** When its first frame was written, on the engine's clock; valid once it has started. */
    public long startedNanos() {
        return startedNanos;
    }

    /** When its last frame was written, on the engine's clock; valid once WRITTEN. */
    public long writtenNanos() {
        return writtenNanos;
    }

    // --- the pacer's side

    /** Whether it can begin: its first sentence is there. */
    boolean ready() {
        return utterance.frames() > 0 || utterance.isComplete() || abandoned;
    }

    /** See {@link AnnouncementAudio.Cursor#read}. */
    public int read(long index, ByteBuffer into) {
        return cursor.read(index, into);
    }

    public boolean begin(long ofGeneration) {
        generation = ofGeneration;
        return state.compareAndSet(State.WAITING, State.PLAYING);
    }

    public void started(long nowNanos) {
        startedNanos = nowNanos;
        started = true;
    }

    boolean isPlaying() {
        return state.get() == State.PLAYING;
    }

    void written(long frameOfGeneration, long nowNanos) {
        endFrame = frameOfGeneration;
        writtenNanos = nowNanos;
        end(State.WRITTEN);
    }

    /** Without effect when the control thread has taken it away meanwhile. */
    void end(State how) {
        state.compareAndSet(State.PLAYING, how);
    }
}
