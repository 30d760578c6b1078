package announcer.engine.playout;

import announcer.api.audio.PcmFormat;

/**
 * The sound behind a channel's announcements, between the one thread that brings it and the pacer, which mixes it into what is sent: quieter, or
 * not at all, while something is spoken. Two seconds lie ready; when they run out it fades to silence, and comes back when half of them are there
 * again. The pacer's side allocates nothing, takes no locks and waits for nobody.
 */
@SuppressWarnings("NonAtomicVolatileUpdate") // one writer for each field
public final class BackgroundTrack {
    /** Frames that lie ready at most. */
    public static final int CAPACITY = 100;
    /** With fewer it fades out: so many frames last longer than that takes. */
    static final int LEAST = 12;
    /** With so many it comes back. */
    public static final int ENOUGH = CAPACITY / 2;

    private final PcmFormat format;
    private final byte[][] frames;
    // Written by who brings it.
    private volatile long brought;
    // Written by the pacer.
    private volatile long taken;
    private volatile boolean down;
    // Written by who sets it.
    private volatile float level;
    private volatile float ducked;
    // Pacer only.
    private final GainRamp gain = new GainRamp(0);
    private boolean starved = true;

    /**
     * @param level its factor while nothing is spoken
     * @param ducked its factor while something is; 0: it stands still meanwhile
     */
    public BackgroundTrack(PcmFormat format, float level, float ducked) {
        this.format = format;
        this.frames = new byte[CAPACITY][format.bytesPerFrame()];
        this.level = level;
        this.ducked = ducked;
    }

    /** The format of its frames. */
    public PcmFormat format() {
        return format;
    }

    /** Sets other factors; they are reached in a ramp. Any thread, one at a time. */
    public void levels(float newLevel, float newDucked) {
        ducked = newDucked;
        level = newLevel;
    }

    /** Brings the next frame, which is copied; false: there is no room yet. One thread. */
    public boolean offer(byte[] frame) {
        if (brought - taken >= CAPACITY) {
            return false;
        }
        System.arraycopy(frame, 0, frames[(int) (brought % CAPACITY)], 0, frame.length);
        brought = brought + 1;
        return true;
    }

    /** How many frames lie ready. Any thread. */
    public int ready() {
        return (int) (brought - taken);
    }

    /** Whether it is quiet for what is spoken. Any thread. */
    public boolean isDucked() {
        return down;
    }

    // --- the pacer's side

    /**
     * Goes on by a frame.
     *
     * @param speaking whether an announcement is on the lane
     * @param leaves whether it is to end, by fading out
     * @return the frame to be added at {@link #gain}; null: none is heard
     */
    byte[] next(boolean speaking, boolean leaves) {
        int there = ready();
        starved = starved ? there < ENOUGH : there < LEAST;
        if (starved || leaves) {
            gain.nextToSilence(level);
        } else {
            gain.next(speaking, level, ducked);
        }
        if (down != speaking) {
            down = speaking;
        }
        if (there == 0) {
            gain.reset(0);
        }
        if (gain.isSilent()) {
            return null;
        }
        byte[] frame = frames[(int) (taken % CAPACITY)];
        taken = taken + 1;
        return frame;
    }

    /** The gain of the frame that {@link #next} gave. */
    GainRamp gain() {
        return gain;
    }
}
