package announcer.rtsp.rtp;

import java.util.OptionalLong;

/** The offset of a publisher's NTP clock from the path's; one for all its tracks, so that they stay together. Confined to one thread. */
public final class PublisherClock {
    private OptionalLong shift = OptionalLong.empty();

    /** The offset added to the publisher's NTP times, 32.32 fixed point; empty until its first report has been placed. */
    OptionalLong shift() {
        return shift;
    }

    /** Sets the shift, once: the first track decides. */
    void tie(long ntpShift) {
        if (shift.isEmpty()) {
            shift = OptionalLong.of(ntpShift);
        }
    }
}
