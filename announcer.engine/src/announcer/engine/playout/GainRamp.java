package announcer.engine.playout;

/**
 * The gain of what is heard beneath speech: quieter while something is spoken, and for half a second after it, so that announcements in a row do not
 * make it pump. It changes in straight lines across a frame, never in a step. Pacer only.
 */
final class GainRamp {
    /** Frames in which it becomes quieter, and louder again. */
    static final int DOWN_FRAMES = 8;
    static final int UP_FRAMES = 50;
    /** Frames for which it stays quiet after speech. */
    static final int HOLD_FRAMES = 25;

    private float from;
    private float to;
    private int hold;

    GainRamp(float gain) {
        reset(gain);
    }

    /** Has this gain from now on, without a ramp. */
    void reset(float gain) {
        from = gain;
        to = gain;
        hold = 0;
    }

    /**
     * Goes on by a frame.
     *
     * @param speaking whether something is spoken over it
     * @param full the gain while nothing is
     * @param quiet the gain while something is
     */
    void next(boolean speaking, float full, float quiet) {
        hold = speaking ? HOLD_FRAMES : Math.max(0, hold - 1);
        toward(isDown() ? quiet : full, full);
    }

    /** Goes on by a frame to what is silent in the end. */
    void nextToSilence(float full) {
        toward(0, full);
    }

    private void toward(float target, float full) {
        from = to;
        to = target < from ? Math.max(target, from - Math.max(full, from) / DOWN_FRAMES) : Math.min(target, from + full / UP_FRAMES);
    }

    /** Whether it is quiet, or on its way there. */
    boolean isDown() {
        return hold > 0;
    }

    /** The gain at the start of the frame. */
    float from() {
        return from;
    }

    /** The gain at its end. */
    float to() {
        return to;
    }

    /** Whether nothing of the frame is heard. */
    boolean isSilent() {
        return from == 0 && to == 0;
    }
}
