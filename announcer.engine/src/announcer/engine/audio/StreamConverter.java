package announcer.engine.audio;

import java.util.Arrays;

import announcer.api.audio.PcmFormat;

/** Turns a sound that comes in parts, from anywhere, into a channel's format: channels are mixed, the rate is converted; its level stays. One thread. */
public final class StreamConverter {
    private static final float FULL_SCALE = 32_768;

    private final StreamResampler resampler;
    private final int fromChannels;
    private final int toChannels;

    /** @param fromChannels 1 or 2 */
    public StreamConverter(FilterBank filters, int fromHz, int fromChannels, PcmFormat to) {
        this.resampler = new StreamResampler(filters, fromHz, to.sampleRateHz(), to.channels());
        this.fromChannels = fromChannels;
        this.toChannels = to.channels();
    }

    /**
     * Takes the next part. Returns what can be said of the sound so far: whole sample groups, often a little less than came.
     *
     * @param in interleaved, full scale being -1 to 1
     * @param samples of it that count
     */
    public byte[] convert(float[] in, int samples) {
        float[] mixed = ChannelMixer.mix(samples == in.length ? in : Arrays.copyOf(in, samples), fromChannels, toChannels);
        return Pcm16.encode(Pcm16.times(resampler.convert(mixed, mixed.length), FULL_SCALE));
    }
}
