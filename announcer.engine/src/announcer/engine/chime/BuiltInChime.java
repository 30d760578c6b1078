package announcer.engine.chime;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import announcer.engine.sound.SoundClip;

/**
 * The chimes that need no file: struck bars and gongs as sums of decaying partials, made by this code when they are wanted. Each begins and
 * ends at zero.
 */
@SuppressWarnings("ImmutableEnumChecker") // set once, never given out
enum BuiltInChime {
    /** Two tones, down a third: a door bell, a lift. */
    DING_DONG(2.0, Partial.BAR, new Strike(0, 659.26), new Strike(0.55, 523.25)),
    /** One low stroke. */
    GONG(2.4, Partial.GONG, new Strike(0, 196)),
    /** Three tones upwards: stations, airports. */
    THREE_TONES(2.2, Partial.BAR, new Strike(0, 523.25), new Strike(0.4, 659.26), new Strike(0.8, 783.99)),
    /** Two tones in quick change: it is urgent. */
    ATTENTION(1.5, Partial.BLOCK, new Strike(0, 880), new Strike(0.18, 659.26), new Strike(0.36, 880), new Strike(0.54, 659.26),
            new Strike(0.72, 880), new Strike(0.9, 659.26));

    private static final int RATE = 48_000;
    private static final double ATTACK_SECONDS = 0.004;
    private static final double RELEASE_SECONDS = 0.12;

    /**
     * A tone of a sound.
     *
     * @param ratio its frequency, in that of the lowest
     * @param amplitude at the stroke
     * @param decaySeconds in which it falls to 1/e
     */
    private record Partial(double ratio, double amplitude, double decaySeconds) {
        /** The upper tones of a struck bar die first. */
        static final List<Partial> BAR = List.of(new Partial(1, 1, 0.45), new Partial(2, 0.22, 0.28), new Partial(3.01, 0.1, 0.16),
                new Partial(5.4, 0.05, 0.05));
        /** Neighbours that beat, and tones that no harmony has. */
        static final List<Partial> GONG = List.of(new Partial(1, 1, 0.8), new Partial(1.004, 0.5, 0.8), new Partial(1.52, 0.5, 0.65),
                new Partial(2.02, 0.6, 0.6), new Partial(2.74, 0.35, 0.45), new Partial(3.37, 0.25, 0.35), new Partial(4.66, 0.12, 0.2));
        /** Short and bright. */
        static final List<Partial> BLOCK = List.of(new Partial(1, 1, 0.16), new Partial(2, 0.4, 0.12), new Partial(3, 0.2, 0.08),
                new Partial(4, 0.08, 0.05));
    }

    /** A stroke: when, and its lowest tone. */
    private record Strike(double atSeconds, double hz) {}

    private final double seconds;
    private final List<Partial> partials;
    private final Strike[] strikes;

    BuiltInChime(double seconds, List<Partial> partials, Strike... strikes) {
        this.seconds = seconds;
        this.partials = partials;
        this.strikes = strikes;
    }

    /** What it is called. */
    String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    Duration length() {
        return Duration.ofMillis(Math.round(seconds * 1000));
    }

    static Optional<BuiltInChime> of(String id) {
        return Arrays.stream(values()).filter(c -> c.id().equals(id)).findFirst();
    }

    /** Makes it: the same samples always. */
    SoundClip make() {
        float[] samples = new float[(int) (seconds * RATE)];
        float highest = 0;
        for (int i = 0; i < samples.length; i++) {
            double t = (double) i / RATE;
            double sum = 0;
            for (Strike s : strikes) {
                sum += t < s.atSeconds ? 0 : ring(t - s.atSeconds, s.hz);
            }
            samples[i] = (float) (sum * smooth((seconds - t) / RELEASE_SECONDS));
            highest = Math.max(highest, Math.abs(samples[i]));
        }
        for (int i = 0; i < samples.length; i++) {
            samples[i] = samples[i] / highest / 2;
        }
        return new SoundClip(RATE, 1, samples);
    }

    private double ring(double t, double hz) {
        double sum = 0;
        for (Partial p : partials) {
            sum += p.amplitude * Math.exp(-t / p.decaySeconds) * Math.sin(2 * Math.PI * hz * p.ratio * t);
        }
        return sum * smooth(t / ATTACK_SECONDS);
    }

    /** From 0 at 0 to 1 at 1, without a corner. */
    private static double smooth(double x) {
        return x >= 1 ? 1 : (1 - Math.cos(Math.PI * x)) / 2;
    }
}
