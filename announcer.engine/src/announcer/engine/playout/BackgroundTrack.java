package announcer.engine.playout;

import java.nio.ByteBuffer;

import announcer.api.audio.PcmFormat;

/**
 * The sound behind a channel's announcements, between the one thread that brings it and the pacer, which mixes it into what is sent: quieter, or
 * not at all, while something is spoken. Two seconds lie ready; when they run out it fades to silence, and comes back when there is more. The
 * pacer's side allocates nothing, takes no locks and waits for nobody.
 */
@SuppressWarnings("NonAtomicVolatileUpdate") // one writer for each field
public final class BackgroundTrack {
    /** Frames that lie ready at most. */
    static final int CAPACITY = 100;
    /** With fewer it fades out: so many frames last longer than that takes. */
    static final int LEAST = 12;
    /** Frames in which it becomes quieter, and louder again. */
    private static final float DOWN_FRAMES = 8;
    private static final float UP_FRAMES = 50;
    /** Frames for which it stays quiet after speech: announcements in a row do not make it pump. */
    private static final int HOLD_FRAMES = 25;

    private final PcmFormat format;
    private final int samples;
    private final short[][] frames;
    // Written by who brings it.
    private volatile long brought;
    // Written by the pacer.
    private volatile long taken;
    private volatile float level;
    private volatile float ducked;
    // Pacer only.
    private float gain;
    private int hold;

    /**
     * @param level its factor while nothing is spoken
     * @param ducked its factor while something is; 0: it stands still meanwhile
     */
    public BackgroundTrack(PcmFormat format, float level, float ducked) {
        this.format = format;
        this.samples = format.sampleGroupsPerFrame() * format.channels();
        this.frames = new short[CAPACITY][samples];
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
    public boolean offer(short[] frame) {
        if (brought - taken >= CAPACITY) {
            return false;
        }
        System.arraycopy(frame, 0, frames[(int) (brought % CAPACITY)], 0, samples);
        brought = brought + 1;
        return true;
    }

    /** How many frames lie ready. Any thread. */
    public int ready() {
        return (int) (brought - taken);
    }

    // --- the pacer's side

    /**
     * Adds its next frame to what is sent.
     *
     * @param pcm a frame, from index 0 on
     * @param speaking whether an announcement is on the lane
     * @return the highest sample of the sum, 0 to 32768; -1: nothing was added
     */
    int mix(ByteBuffer pcm, boolean speaking) {
        hold = speaking ? HOLD_FRAMES : Math.max(0, hold - 1);
        boolean down = speaking || hold > 0;
        float target = ready() < LEAST ? 0 : down ? ducked : level;
        float before = gain;
        gain = target < before
                ? Math.max(target, before - Math.max(level, before) / DOWN_FRAMES)
                : Math.min(target, before + level / UP_FRAMES);
        if (before == 0 && gain == 0 || ready() == 0) {
            gain = ready() == 0 ? 0 : gain;
            return -1;
        }
        int peak = add(pcm, frames[(int) (taken % CAPACITY)], before, gain);
        taken = taken + 1;
        return peak;
    }

    private int add(ByteBuffer pcm, short[] frame, float from, float to) {
        int groups = format.sampleGroupsPerFrame();
        int channels = format.channels();
        float step = (to - from) / groups;
        int peak = 0;
        for (int g = 0, i = 0; g < groups; g++) {
            float factor = from + step * (g + 1);
            for (int c = 0; c < channels; c++, i++) {
                int at = i * PcmFormat.BYTES_PER_SAMPLE;
                int sample = (short) (pcm.get(at) & 0xff | pcm.get(at + 1) << 8) + Math.round(frame[i] * factor);
                sample = Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, sample));
                pcm.put(at, (byte) sample);
                pcm.put(at + 1, (byte) (sample >> 8));
                peak = Math.max(peak, Math.abs(sample));
            }
        }
        return peak;
    }
}
