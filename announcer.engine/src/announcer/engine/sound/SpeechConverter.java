package announcer.engine.sound;

import java.nio.ByteBuffer;

import announcer.api.audio.PcmFormat;

/**
 * Turns one utterance as an engine gives it into frames of a channel's format, while it streams: silence at both ends is trimmed, pauses
 * inside are kept, channels are mixed, the rate is converted once, the sound is levelled, the ends are faded. A frame is passed on as soon
 * as its last sample is certain, that is {@code fade} plus the resampler's half window (2 ms at 16 kHz) plus, with a ceiling, the limiter's
 * look-ahead (6 ms at 24 kHz) behind the input.
 *
 * <p>
 * For one utterance and one thread at a time. When a call throws, part of the sound is lost: throw the converter away.
 */
public final class SpeechConverter {
    private final Framer framer;
    private final SilenceTrimmer trimmer;
    private final PcmDecoder decoder;
    private boolean ended;

    /** With a filter of its own; where many converters are made, give them one {@link FilterBank}. */
    public SpeechConverter(PcmFormat from, PcmFormat to, ConverterSettings settings) {
        this(from, to, settings, new FilterBank());
    }

    /** As loud as the engine made it. */
    public SpeechConverter(PcmFormat from, PcmFormat to, ConverterSettings settings, FilterBank filters) {
        this(from, to, settings, filters, Level.UNCHANGED);
    }

    /**
     * @param from what the engine gives
     * @param to what the channel takes
     * @param settings how silence is trimmed and ends are faded
     * @param filters where the resampling filter comes from
     * @param level how loud it becomes; the threshold of silence is not moved by it
     */
    public SpeechConverter(PcmFormat from, PcmFormat to, ConverterSettings settings, FilterBank filters, Level level) {
        framer = new Framer(to, frame -> {
            throw new IllegalStateException("a frame without a sink");
        });
        Fade fade = new Fade(ConverterSettings.groups(settings.fade(), to.sampleRateHz()), to.channels(), framer);
        // Stereo is made after and mono before the rate is converted and the sound is levelled: half the work, the same sound.
        int fewest = Math.min(from.channels(), to.channels());
        ChannelMixer up = new ChannelMixer(fewest, to.channels(), fade);
        SampleSink levelled = level.stage(new PcmFormat(to.sampleRateHz(), fewest), up);
        Resampler resampler = new Resampler(filters.between(from.sampleRateHz(), to.sampleRateHz()), fewest, levelled);
        ChannelMixer down = new ChannelMixer(from.channels(), fewest, resampler);
        trimmer = new SilenceTrimmer(from, settings, down);
        decoder = new PcmDecoder(from.channels(), trimmer);
    }

    /**
     * Takes sound and passes on every frame that is complete.
     *
     * @param littleEndianPcm signed 16-bit little-endian samples; all that remains is taken. It may be cut anywhere: an incomplete sample
     *            group continues in the next call
     * @param out takes the frames, during this call only
     * @throws InterruptedException from {@code out}
     */
    public void write(ByteBuffer littleEndianPcm, FrameSink out) throws InterruptedException {
        checkOpen();
        framer.sendTo(out);
        decoder.write(littleEndianPcm);
    }

    /**
     * The utterance is over: passes on what is left, the last frame filled up with zeros. An utterance of nothing but silence gives no
     * frame at all.
     *
     * @throws InterruptedException from {@code out}
     */
    public void end(FrameSink out) throws InterruptedException {
        checkOpen();
        ended = true;
        framer.sendTo(out);
        decoder.end();
    }

    private void checkOpen() {
        if (ended) {
            throw new IllegalStateException("this utterance has ended; make a new converter for the next one");
        }
    }

    /** Frames passed on so far. */
    public long framesOut() {
        return framer.frames();
    }

    /** Sample groups of sound so far: in the end less than what is in the frames by what filled up the last one. */
    public long groupsOut() {
        return framer.groups();
    }

    /** Whether anything but silence came. False after {@link #end} means that the engine's result was empty. */
    public boolean heardSound() {
        return trimmer.heardSound();
    }
}
