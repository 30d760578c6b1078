package announcer.engine.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import announcer.api.audio.PcmFormat;
import announcer.api.speech.Prosody;
import announcer.api.stream.Codec;
import announcer.engine.audio.LoudnessTarget;

/**
 * One channel's configuration, checked.
 *
 * @param pid the configuration it comes from
 * @param id the channel's id
 * @param format format of its sound
 * @param voice default voice id; empty: the first voice of the best engine
 * @param fallbackVoices ids of voices that speak when the one wished for cannot, in order
 * @param prosody of all its announcements
 * @param loudness to which voices are levelled
 * @param phrases sentences that are made ahead of time
 * @param transport type of the transport; empty: the best
 * @param pusher name of the pusher; empty: the best; {@code none}: it is pushed by hand
 * @param destination where to publish; empty: the embedded server
 * @param codec how to encode; empty: the pusher's own setting
 * @param bitrateKbps empty: the pusher's own setting
 * @param leadIn silence before each announcement
 * @param gap silence between one announcement and the next
 * @param timeToLive default of announcements that state none
 * @param queueCapacity announcements that may wait
 * @param paused whether nothing new is begun
 * @param chimes before and after its announcements
 * @param afterRestart what becomes of an announcement that was being spoken when Announcer ended
 * @param background what is heard behind them and between them
 */
public record ChannelSettings(String pid, String id, PcmFormat format, String voice, List<String> fallbackVoices, Prosody prosody,
        LoudnessTarget loudness, List<String> phrases, String transport, String pusher, String destination,
        Optional<Codec> codec, OptionalInt bitrateKbps, Duration leadIn, Duration gap, Duration timeToLive, int queueCapacity,
        boolean paused, ChimeSettings chimes, AfterRestart afterRestart, BackgroundSettings background) {
    /** What becomes of an announcement that was being spoken when Announcer ended, and that the journal kept. */
    public enum AfterRestart {
        /** It is spoken again, from its start. */
        REPEAT,
        /** It is not spoken again: it FAILED. */
        DROP
    }

    public static final String BY_HAND = "none";

    /** Of a channel without chimes and background that repeats what was interrupted. */
    public ChannelSettings(String pid, String id, PcmFormat format, String voice, List<String> fallbackVoices, Prosody prosody,
            LoudnessTarget loudness, List<String> phrases, String transport, String pusher, String destination, Optional<Codec> codec,
            OptionalInt bitrateKbps, Duration leadIn, Duration gap, Duration timeToLive, int queueCapacity, boolean paused) {
        this(pid, id, format, voice, fallbackVoices, prosody, loudness, phrases, transport, pusher, destination, codec, bitrateKbps, leadIn,
                gap, timeToLive, queueCapacity, paused, ChimeSettings.SILENT, AfterRestart.REPEAT, BackgroundSettings.SILENT);
    }

    /** The same with other chimes. */
    public ChannelSettings withChimes(ChimeSettings c) {
        return new ChannelSettings(pid, id, format, voice, fallbackVoices, prosody, loudness, phrases, transport, pusher, destination,
                codec,
                bitrateKbps, leadIn, gap, timeToLive, queueCapacity, paused, c, afterRestart, background);
    }

    /** The same with another rule for what was interrupted. */
    public ChannelSettings withAfterRestart(AfterRestart rule) {
        return new ChannelSettings(pid, id, format, voice, fallbackVoices, prosody, loudness, phrases, transport, pusher, destination,
                codec,
                bitrateKbps, leadIn, gap, timeToLive, queueCapacity, paused, chimes, rule, background);
    }

    /** The same with another background. */
    public ChannelSettings withBackground(BackgroundSettings b) {
        return new ChannelSettings(pid, id, format, voice, fallbackVoices, prosody, loudness, phrases, transport, pusher, destination,
                codec,
                bitrateKbps, leadIn, gap, timeToLive, queueCapacity, paused, chimes, afterRestart, b);
    }

    /** Whether nobody but a person publishes it. */
    public boolean byHand() {
        return pusher.equals(BY_HAND);
    }

    /** Frames in a duration, rounded up. */
    public static int frames(Duration d) {
        return (int) ((d.toNanos() + PcmFormat.FRAME_NANOS - 1) / PcmFormat.FRAME_NANOS);
    }
}
