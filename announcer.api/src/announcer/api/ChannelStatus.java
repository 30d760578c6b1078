package announcer.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import announcer.api.audio.PcmFormat;
import announcer.api.stream.Hearing;
import announcer.api.stream.PushStatus;

/**
 * The state of a channel at one moment. Immutable.
 *
 * @param id the channel's id
 * @param format format of its sound
 * @param onAir whether a reader takes its sound now (and, with a pusher, media time advances)
 * @param onAirSince when it last came on the air; empty when it is not
 * @param paused whether nothing new is begun (the channel's setting {@code paused}): announcements wait, the stream goes on in silence
 * @param peakDbfs highest sample of the last 300 ms that were sent, in dB of full scale; {@link Double#NEGATIVE_INFINITY}: silence, or off
 *            the air
 * @param speaking what is being spoken now
 * @param beneath what goes on, quieter, beneath that; empty when nothing does
 * @param queued what waits, in the order in which it will be spoken
 * @param queueCapacity how many may wait
 * @param voice the channel's default voice id; empty: the first voice of the best engine
 * @param pacing how well it keeps time
 * @param transport type of the transport that carries its sound ({@code unix}, ...); empty when none is there
 * @param inputUrl what a pusher, or a person with ffmpeg, reads its sound from; empty when no pipe is open
 * @param playUrl where players hear it, credentials removed; empty when it is not known
 * @param push the publication's state; empty when the channel is pushed by hand
 * @param hearing what the ear hears of it; empty when none listens to it
 * @param background its background sound; empty when it has none
 * @param problem what keeps it from the air, in words that say what to do; empty when nothing does
 */
public record ChannelStatus(String id, PcmFormat format, boolean onAir, Optional<Instant> onAirSince, boolean paused,
        double peakDbfs, Optional<AnnouncementStatus> speaking, Optional<AnnouncementStatus> beneath,
        List<AnnouncementStatus> queued, int queueCapacity, String voice, PacingStatus pacing, Optional<String> transport,
        Optional<String> inputUrl, Optional<String> playUrl, Optional<PushStatus> push, Optional<Hearing> hearing,
        Optional<BackgroundStatus> background, Optional<String> problem) {
    public ChannelStatus {
        queued = List.copyOf(queued);
    }

    /** The same with what an ear hears of it. */
    public ChannelStatus withHearing(Optional<Hearing> heard) {
        return new ChannelStatus(id, format, onAir, onAirSince, paused, peakDbfs, speaking, beneath, queued, queueCapacity, voice, pacing,
                transport, inputUrl, playUrl, push, heard, background, problem);
    }

    /** One that no ear listens to, and without background sound. */
    public ChannelStatus(String id, PcmFormat format, boolean onAir, Optional<Instant> onAirSince, boolean paused, double peakDbfs,
            Optional<AnnouncementStatus> speaking, List<AnnouncementStatus> queued, int queueCapacity, String voice, PacingStatus pacing,
            Optional<String> transport, Optional<String> inputUrl, Optional<String> playUrl, Optional<PushStatus> push,
            Optional<String> problem) {
        this(id, format, onAir, onAirSince, paused, peakDbfs, speaking, Optional.empty(), queued, queueCapacity, voice, pacing, transport,
                inputUrl, playUrl,
                push, Optional.empty(), Optional.empty(), problem);
    }
}
