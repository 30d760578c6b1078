package announcer.api.speech;

/**
 * Rate, pitch and volume, as factors of the voice's own; the same factor means the same on every engine.
 *
 * @param rate speed: 2.0 takes half the time; 0.25 to 4
 * @param pitch fundamental frequency: 2.0 is an octave higher; 0.5 to 2
 * @param volume amplitude: 2.0 is 6.02 dB louder (a ceiling keeps it from clipping), 0 is silence; 0 to 4
 */
public record Prosody(double rate, double pitch, double volume) {
    // Before the first constant, whose making checks them.
    private static final double[] RATE = {0.25, 4};
    private static final double[] PITCH = {0.5, 2};
    private static final double[] VOLUME = {0, 4};

    /** The voice's own. */
    public static final Prosody NEUTRAL = new Prosody(1, 1, 1);

    public Prosody {
        check("rate", rate, RATE);
        check("pitch", pitch, PITCH);
        check("volume", volume, VOLUME);
    }

    /** Both, one on top of the other: the factors multiplied, and held within their ranges. */
    public Prosody times(Prosody other) {
        return new Prosody(within(rate * other.rate, RATE), within(pitch * other.pitch, PITCH), within(volume * other.volume, VOLUME));
    }

    /** The same with another rate. */
    public Prosody withRate(double factor) {
        return new Prosody(factor, pitch, volume);
    }

    /** The same with another pitch. */
    public Prosody withPitch(double factor) {
        return new Prosody(rate, factor, volume);
    }

    /** The same with another volume. */
    public Prosody withVolume(double factor) {
        return new Prosody(rate, pitch, factor);
    }

    private static double within(double value, double[] range) {
        return Math.max(range[0], Math.min(range[1], value));
    }

    private static void check(String name, double value, double[] range) {
        // Also refuses what is not a number.
        if (!(value >= range[0] && value <= range[1])) {
            throw new IllegalArgumentException(name + " is " + value + "; it must be a factor from " + range[0] + " to " + range[1]
                    + ", where 1 is the voice's own");
        }
    }
}
