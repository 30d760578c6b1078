package announcer.web.live;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import announcer.api.AnnouncementStatus;
import announcer.api.ChannelStatus;
import announcer.api.PacingStatus;
import announcer.api.stream.Hearing;
import announcer.api.stream.PushStatus;
import announcer.api.stream.PushSupervision;

/**
 * The part of a channel's state whose change is worth an event: all but its pacing, its level, its pushed media time, its pusher's use of
 * the machine, the figures of what is heard, and the queue behind the first 20. Two are compared without making JSON of them.
 *
 * @param shown the channel with its figures that always change set to zero
 * @param queueLength how many wait in all
 */
record ComparableChannel(ChannelStatus shown, int queueLength) {
    /** Announcements of a queue that are shown. */
    static final int MOST_QUEUED = 20;

    private static final PacingStatus NO_PACING = new PacingStatus(0, 0, 0, 0, 0, 0, 0);

    static ComparableChannel of(ChannelStatus channel) {
        ChannelStatus shown = with(channel, 0, NO_PACING, channel.push().map(ComparableChannel::still),
                channel.hearing().map(ComparableChannel::still));
        return new ComparableChannel(shown, channel.queued().size());
    }

    /** Returns the channel with only the first of its queue. */
    static ChannelStatus shortened(ChannelStatus channel) {
        return with(channel, channel.peakDbfs(), channel.pacing(), channel.push(), channel.hearing());
    }

    private static ChannelStatus with(ChannelStatus c, double peakDbfs, PacingStatus pacing, Optional<PushStatus> push,
            Optional<Hearing> hearing) {
        List<AnnouncementStatus> first = c.queued().subList(0, Math.min(MOST_QUEUED, c.queued().size()));
        return new ChannelStatus(c.id(), c.format(), c.onAir(), c.onAirSince(), c.paused(), peakDbfs, c.speaking(), first,
                c.queueCapacity(), c.voice(), pacing, c.transport(), c.inputUrl(), c.playUrl(), push,
                hearing, c.problem());
    }

    /** Its delay and the time of its last comparison are new each second of speech. */
    private static Hearing still(Hearing h) {
        return new Hearing(h.state(), h.since(), h.problem(), Optional.empty(), Optional.empty());
    }

    private static PushStatus still(PushStatus p) {
        return new PushStatus(p.state(), p.since(), p.cause(), p.run(), p.restarts(), Duration.ZERO, p.nextAttempt(), p.pid(),
                p.destination(), p.supervision().map(PushSupervision::withoutUsage));
    }
}
