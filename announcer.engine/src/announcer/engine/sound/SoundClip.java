package announcer.engine.sound;

import java.time.Duration;

/**
 * A short sound, decoded. Immutable: its samples are shared and never changed.
 *
 * @param sampleRateHz sample groups a second
 * @param channels 1 or 2
 * @param samples interleaved, full scale being -1 to 1
 */
@SuppressWarnings("ArrayRecordComponent") // samples: nobody changes them, and nobody compares clips
public record SoundClip(int sampleRateHz, int channels, float[] samples) {
    /** How long it sounds. */
    public Duration length() {
        return Duration.ofMillis(samples.length / channels * 1000L / sampleRateHz);
    }
}
