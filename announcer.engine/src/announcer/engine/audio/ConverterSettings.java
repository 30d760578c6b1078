package announcer.engine.audio;

import java.time.Duration;

/**
 * How an utterance is trimmed and joined to silence.
 *
 * @param onsetThreshold a sample whose magnitude is above this is sound, anything else is silence; in 16-bit units, 0 to 32766
 * @param leadKeep silence kept before the first sound
 * @param tailKeep silence kept after the last sound, so that a decay is not cut
 * @param fade length of the fade at the very start and the very end; zero for none
 */
public record ConverterSettings(int onsetThreshold, Duration leadKeep, Duration tailKeep, Duration fade) {
    private static final Duration LONGEST = Duration.ofSeconds(1);

    public ConverterSettings {
        if (onsetThreshold < 0 || onsetThreshold >= Short.MAX_VALUE) {
            throw new IllegalArgumentException("onsetThreshold is " + onsetThreshold + "; it must be from 0 to 32766 (for instance 164)");
        }
        check("leadKeep", leadKeep);
        check("tailKeep", tailKeep);
        check("fade", fade);
    }

    /**
     * Threshold 164 (-46 dB of full scale), 10 ms before, 30 ms after, fades of 5 ms.
     *
     * <p>
     * FreeTTS's silence is a hum that reaches 118: with a threshold below it, 185 ms of hum are spoken before the first word.
     */
    public static ConverterSettings defaults() {
        return new ConverterSettings(164, Duration.ofMillis(10), Duration.ofMillis(30), Duration.ofMillis(5));
    }

    /** Whole sample groups in {@code length} at a rate. */
    static int groups(Duration length, int sampleRateHz) {
        return Math.toIntExact(length.toNanos() * sampleRateHz / 1_000_000_000L);
    }

    private static void check(String name, Duration value) {
        if (value.isNegative() || value.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    name + " is " + value.toMillis() + " ms; it must be from 0 to " + LONGEST.toMillis() + " ms");
        }
    }
}
