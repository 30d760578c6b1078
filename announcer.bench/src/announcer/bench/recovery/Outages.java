package announcer.bench.recovery;

import java.util.List;

import announcer.bench.rtsp.RtpPacket;
import announcer.bench.rtsp.RtspProbe;

/** The outage of one fault, at a player that stays connected. */
final class Outages {
    private Outages() {
    }

    /** The longest time between two packets of these, in milliseconds; the time since the last one counts, too. */
    static double longestMillis(List<RtpPacket> packets, long nowNanos) {
        long longest = nowNanos - packets.get(packets.size() - 1).arrivalNanos();
        for (int i = 1; i < packets.size(); i++) {
            longest = Math.max(longest, packets.get(i).arrivalNanos() - packets.get(i - 1).arrivalNanos());
        }
        return longest / 1e6;
    }

    /** The same of what has come from packet {@code from} on. */
    static double longestMillis(RtspProbe probe, int from) {
        probe.ended().ifPresent(why -> {
            throw new AssertionError("the player did not stay connected: " + why);
        });
        return longestMillis(probe.packetsFrom(from), System.nanoTime());
    }
}
