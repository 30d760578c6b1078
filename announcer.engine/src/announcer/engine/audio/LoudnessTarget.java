package announcer.engine.audio;

/**
 * The loudness that a channel wants.
 *
 * @param targetLufs integrated loudness, in LUFS
 * @param ceilingDbtp the true peak that nothing may be above, in dBTP
 */
public record LoudnessTarget(double targetLufs, double ceilingDbtp) {
    /** In the form that keys of the phrase cache have on disk: it must not change, or all phrases are made anew. */
    @Override
    public String toString() {
        return "Loudness[targetLufs=" + targetLufs + ", ceilingDbtp=" + ceilingDbtp + "]";
    }
}
