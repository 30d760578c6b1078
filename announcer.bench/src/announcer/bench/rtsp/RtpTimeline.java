package announcer.bench.rtsp;

import java.util.ArrayList;
import java.util.List;

import announcer.bench.report.Percentiles;
import announcer.bench.report.Regression;
import announcer.bench.report.Table;

/** RTP packets against the wall clock, and against each other. Immutable. */
public final class RtpTimeline {
    private static final double WINDOW_SECONDS = 1;

    private final List<RtpPacket> packets;
    private final int clockRateHz;
    private final long[] ticks;

    /** @param clockRateHz ticks of the RTP timestamp a second */
    public RtpTimeline(List<RtpPacket> packets, int clockRateHz) {
        this.packets = List.copyOf(packets);
        this.clockRateHz = clockRateHz;
        ticks = new long[packets.size()];
        for (int i = 1; i < ticks.length; i++) {
            // The difference as a signed 32-bit number: right across the timestamp's rollover.
            ticks[i] = ticks[i - 1] + (int) (packets.get(i).timestamp() - packets.get(i - 1).timestamp());
        }
    }

    /** RTP time gone by from the first packet to packet {@code i}, in seconds. */
    public double rtpSeconds(int i) {
        return (double) ticks[i] / clockRateHz;
    }

    /** Wall time gone by from the arrival of the first packet to that of packet {@code i}, in seconds. */
    public double wallSeconds(int i) {
        return (packets.get(i).arrivalNanos() - packets.get(0).arrivalNanos()) / 1e9;
    }

    /**
     * How fast RTP time runs away from the wall clock, in milliseconds a minute with its standard error; positive: RTP time is fast. Of
     * each second only the packet that was delayed least counts: delays on the way vary, and only ever make packets late.
     */
    public Drift drift() {
        List<double[]> points = new ArrayList<>();
        double windowEnd = WINDOW_SECONDS;
        double[] best = null;
        for (int i = 0; i < ticks.length; i++) {
            double wall = wallSeconds(i);
            if (wall >= windowEnd) {
                if (best != null) {
                    points.add(best);
                }
                best = null;
                windowEnd = Math.floor(wall / WINDOW_SECONDS) * WINDOW_SECONDS + WINDOW_SECONDS;
            }
            double ahead = rtpSeconds(i) - wall;
            if (best == null || ahead > best[1]) {
                best = new double[]{wall, ahead};
            }
        }
        Regression r = Regression.of(points.stream().mapToDouble(p -> p[0]).toArray(), points.stream().mapToDouble(p -> p[1]).toArray());
        return new Drift(r.slope() * 60_000, r.slopeError() * 60_000, r.count());
    }

    /** Milliseconds a minute, standard error of the same, and seconds that it was taken from. */
    public record Drift(double millisPerMinute, double error, int seconds) {}

    /** Times between arrivals, in milliseconds. */
    public Percentiles interArrivalMillis() {
        double[] gaps = new double[packets.size() - 1];
        for (int i = 0; i < gaps.length; i++) {
            gaps[i] = (packets.get(i + 1).arrivalNanos() - packets.get(i).arrivalNanos()) / 1e6;
        }
        return Percentiles.of(gaps);
    }

    /** Every place where the stream does not go on as a player expects, in words; empty for a whole stream. */
    public List<String> faults() {
        List<String> found = new ArrayList<>();
        for (int i = 1; i < packets.size(); i++) {
            RtpPacket a = packets.get(i - 1);
            RtpPacket b = packets.get(i);
            String where = "packet " + i + " at " + Table.number(wallSeconds(i)) + " s: ";
            if (b.ssrc() != a.ssrc()) {
                found.add(where + "SSRC changed from " + a.ssrc() + " to " + b.ssrc());
            }
            if (b.sequence() != ((a.sequence() + 1) & 0xFFFF)) {
                found.add(where + "sequence number " + b.sequence() + " follows " + a.sequence());
            }
            if (ticks[i] <= ticks[i - 1]) {
                found.add(where + "timestamp went by " + (ticks[i] - ticks[i - 1]) + " ticks");
            }
        }
        return found;
    }

    /** How far RTP time is ahead of where it was at the first packet, at the least delayed of the packets {@code from} to the last, in milliseconds. */
    public double aheadMillis(int from) {
        double best = Double.NEGATIVE_INFINITY;
        for (int i = from; i < ticks.length; i++) {
            best = Math.max(best, rtpSeconds(i) - wallSeconds(i));
        }
        return best * 1_000;
    }
}
