package announcer.engine.playout;

import java.util.concurrent.atomic.AtomicIntegerArray;

/** The highest sample of the last 300 ms that a lane sent. One thread writes, any reads; nobody locks, waits or allocates. */
public final class PeakMeter {
    /** 300 ms. */
    private static final int FRAMES = 15;
    private static final double FULL_SCALE = 32_768;

    private final AtomicIntegerArray peaks = new AtomicIntegerArray(FRAMES);
    // The pacer only.
    private int next;
    private int silentFrames = FRAMES;

    /** A frame was sent; 0 is silence. Pacer. */
    void sent(int peak) {
        if (peak > 0) {
            silentFrames = 0;
        } else if (silentFrames == FRAMES) {
            // Nothing but zeros is there already. Most channels are silent most of the time, and a thousand of them share a cache.
            return;
        } else {
            silentFrames++;
        }
        // Opaque: whoever reads sees it soon, and in what order matters to nobody.
        peaks.setOpaque(next, peak);
        next = next == FRAMES - 1 ? 0 : next + 1;
    }

    /** Nothing was sent yet. Pacer. */
    void clear() {
        for (int i = 0; i < FRAMES; i++) {
            peaks.setOpaque(i, 0);
        }
        silentFrames = FRAMES;
    }

    /** In dB of full scale; {@link Double#NEGATIVE_INFINITY}: nothing but silence. Any thread. */
    double dbfs() {
        int highest = 0;
        for (int i = 0; i < FRAMES; i++) {
            highest = Math.max(highest, peaks.getOpaque(i));
        }
        return highest == 0 ? Double.NEGATIVE_INFINITY : 20 * Math.log10(highest / FULL_SCALE);
    }
}
