package announcer.engine.audio;

import java.time.Duration;
import java.util.OptionalDouble;

import announcer.api.audio.PcmFormat;

/**
 * Turns a short sound from anywhere, such as a chime, into a channel's format and to its loudness: silence at both ends is trimmed, channels
 * are mixed, the rate is converted, the ends are faded, and the whole is levelled by what it measures itself. Immutable; any thread.
 */
public final class ClipConverter {
    /** Of the highest sample: what is 54 dB below it is silence, however loud the file is. */
    private static final double ONSET = 0.002;
    private static final Duration FADE = Duration.ofMillis(5);
    private static final float HALF_SCALE = 16_384;
    /** Of full scale: below it there is nothing to hear in any file. */
    private static final float NOTHING = 1e-6f;
    private static final double MOST_GAIN_DB = 60;
    /** The limiter takes from the loudness what it takes from peaks: so often the gain is corrected. */
    private static final int ROUNDS = 3;
    private static final double NEAR_DB = 0.05;
    /** Rates are taken as the nearest multiple of this, 5 cents at most: a filter between odd rates would take megabytes. */
    private static final int RATE_STEP_HZ = 25;

    private final PcmFormat to;
    private final LoudnessTarget target;
    private final FilterBank filters;

    public ClipConverter(PcmFormat to, LoudnessTarget target, FilterBank filters) {
        this.to = to;
        this.target = target;
        this.filters = filters;
    }

    /**
     * Returns the sound in the channel's format: whole sample groups, no frames yet. Empty when it is nothing but silence.
     *
     * @param samples interleaved, full scale being -1 to 1; they may be above it
     * @param sampleRateHz at least 4000
     * @param channels 1 or 2
     */
    public byte[] convert(float[] samples, int sampleRateHz, int channels) {
        return levelled(fitted(samples, sampleRateHz, channels));
    }

    /** The first half of {@link #convert}: the sound in the channel's format, not levelled yet. Empty when it is nothing but silence. */
    public float[] fitted(float[] samples, int sampleRateHz, int channels) {
        int rate = Math.round((float) sampleRateHz / RATE_STEP_HZ) * RATE_STEP_HZ;
        float peak = peak(samples);
        if (peak < NOTHING) {
            return new float[0];
        }
        // In floats: a quiet file of 24 bits loses nothing.
        float[] sound = Pcm16.times(samples, HALF_SCALE / peak);
        ConverterSettings ends = new ConverterSettings((int) (HALF_SCALE * ONSET), Duration.ZERO, Duration.ZERO, FADE);
        sound = SilenceTrimmer.trim(sound, channels, rate, ends);
        int fewest = Math.min(channels, to.channels());
        sound = ChannelMixer.mix(sound, channels, fewest);
        sound = Resampler.resample(filters.between(rate, to.sampleRateHz()), sound, fewest);
        sound = ChannelMixer.mix(sound, fewest, to.channels());
        Fade.apply(sound, to.channels(), ConverterSettings.groups(FADE, to.sampleRateHz()));
        return sound;
    }

    /** The second half of {@link #convert}; what it is given stays as it is. */
    public byte[] levelled(float[] sound) {
        OptionalDouble before = LoudnessMeter.measure(Pcm16.encode(sound), to).integratedLufs();
        if (before.isEmpty()) {
            return new byte[0];
        }
        double gainDb = target.targetLufs() - before.getAsDouble();
        byte[] pcm = at(gainDb, sound);
        for (int i = 0; i < ROUNDS; i++) {
            double missing = target.targetLufs() - LoudnessMeter.measure(pcm, to).integratedLufs().orElse(target.targetLufs());
            if (Math.abs(missing) <= NEAR_DB) {
                break;
            }
            gainDb += missing;
            pcm = at(gainDb, sound);
        }
        return pcm;
    }

    private byte[] at(double gainDb, float[] sound) {
        Level level = new Level(Math.max(-MOST_GAIN_DB, Math.min(MOST_GAIN_DB, gainDb)), target.ceilingDbtp());
        return Pcm16.encode(level.apply(sound, to));
    }

    private static float peak(float[] samples) {
        float peak = 0;
        for (float sample : samples) {
            peak = Math.max(peak, Math.abs(sample));
        }
        return peak;
    }
}
