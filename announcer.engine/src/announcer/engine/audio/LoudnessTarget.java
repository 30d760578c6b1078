package announcer.engine.audio;

/**
 * The loudness that a channel wants of every voice.
 *
 * @param targetLufs integrated loudness, in LUFS
 * @param ceilingDbtp true peak that nothing may be above, in dBTP
 */
public record LoudnessTarget(double targetLufs, double ceilingDbtp) {
    /** Returns the part of a phrase's cache key that tells how it was levelled. A change of it makes every phrase cache worthless. */
    public String cacheKey() {
        return "Loudness[targetLufs=" + targetLufs + ", ceilingDbtp=" + ceilingDbtp + "]";
    }
}
