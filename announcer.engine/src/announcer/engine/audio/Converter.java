package announcer.engine.audio;

import announcer.api.audio.PcmFormat;

/**
 * Turns an utterance as an engine gives it into a channel's format: silence at both ends is trimmed, pauses inside are kept, channels are
 * mixed, the rate is converted once, the sound is levelled, the ends are faded. Immutable; any thread.
 */
public final class Converter {
    private final PcmFormat from;
    private final PcmFormat to;
    private final ConverterSettings settings;
    private final FilterBank filters;
    private final Level level;

    /**
     * @param from what the engine gives
     * @param to what the channel takes
     * @param settings how silence is trimmed and ends are faded
     * @param filters where the resampling filter comes from
     * @param level how loud it becomes; the threshold of silence is not moved by it
     */
    public Converter(PcmFormat from, PcmFormat to, ConverterSettings settings, FilterBank filters, Level level) {
        this.from = from;
        this.to = to;
        this.settings = settings;
        this.filters = filters;
        this.level = level;
    }

    /**
     * Returns the utterance in the channel's format: whole sample groups, no frames yet. Empty when it is nothing but silence.
     *
     * @param littleEndianPcm signed 16-bit little-endian samples
     */
    public byte[] convert(byte[] littleEndianPcm) {
        float[] sound = Pcm16.decode(littleEndianPcm, from.channels());
        sound = SilenceTrimmer.trim(sound, from.channels(), from.sampleRateHz(), settings);
        // Stereo is made after and mono before the rate is converted and the sound is levelled: half the work, the same sound.
        int fewest = Math.min(from.channels(), to.channels());
        sound = ChannelMixer.mix(sound, from.channels(), fewest);
        sound = Resampler.resample(filters.between(from.sampleRateHz(), to.sampleRateHz()), sound, fewest);
        sound = level.apply(sound, new PcmFormat(to.sampleRateHz(), fewest));
        sound = ChannelMixer.mix(sound, fewest, to.channels());
        // No stage shares the array with the caller: the first one copied.
        Fade.apply(sound, to.channels(), ConverterSettings.groups(settings.fade(), to.sampleRateHz()));
        return Pcm16.encode(sound);
    }
}
