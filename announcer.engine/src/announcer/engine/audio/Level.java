package announcer.engine.audio;

import announcer.api.audio.PcmFormat;

/**
 * How an utterance is levelled: a gain first, then its true peak is held at the ceiling by a {@link Limiter}.
 *
 * @param gainDb gain in dB, -60 to 60; 0 leaves the sound as loud as it is
 * @param ceilingDbtp highest true peak in dB of full scale, -40 to 0, or {@link Double#POSITIVE_INFINITY} for no limiter at all: what
 *            lies outside of 16 bits is then clipped
 */
public record Level(double gainDb, double ceilingDbtp) {
    /** The sound as the engine gave it, bit for bit. */
    public static final Level UNCHANGED = new Level(0, Double.POSITIVE_INFINITY);

    private static final double MOST_GAIN = 60;
    private static final double LOWEST_CEILING = -40;
    private static final double FULL_SCALE = 32_768;

    public Level {
        if (!(Math.abs(gainDb) <= MOST_GAIN)) {
            throw new IllegalArgumentException("gainDb is " + gainDb + "; it must be from -60 to 60 dB");
        }
        if (!(ceilingDbtp >= LOWEST_CEILING && ceilingDbtp <= 0) && ceilingDbtp != Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException(
                    "ceilingDbtp is " + ceilingDbtp + "; it must be from -40 to 0 dBTP (for instance -1), or infinite for none");
        }
    }

    /** Returns the sound at this level; {@code samples} itself when there is nothing to do. */
    float[] apply(float[] samples, PcmFormat format) {
        float gain = (float) ratio(gainDb);
        if (Double.isInfinite(ceilingDbtp)) {
            return gain == 1 ? samples : Pcm16.times(samples, gain);
        }
        return Limiter.limit(samples, gain, (float) (FULL_SCALE * ratio(ceilingDbtp)), format);
    }

    private static double ratio(double decibels) {
        return Math.pow(10, decibels / 20);
    }
}
