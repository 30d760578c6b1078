package announcer.bench.rtsp;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * An RTCP sender report as it came.
 *
 * @param arrivalNanos when it was read, {@link System#nanoTime()}
 * @param ssrc of the sender
 * @param ntpSeconds wall time at the sender, in seconds since 1900
 * @param rtpTimestamp the same instant in the stream's own time
 * @param packets sent so far
 */
public record SenderReport(long arrivalNanos, long ssrc, double ntpSeconds, long rtpTimestamp, long packets) {
    private static final int SENDER_REPORT = 200;

    /** The sender reports in a compound RTCP packet. */
    public static List<SenderReport> parse(byte[] bytes, long arrivalNanos) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        List<SenderReport> found = new ArrayList<>();
        int at = 0;
        while (at + 4 <= bytes.length) {
            int size = 4 * (1 + (in.getShort(at + 2) & 0xFFFF));
            if ((bytes[at + 1] & 0xFF) == SENDER_REPORT && at + 28 <= bytes.length) {
                double ntp = unsigned(in, at + 8) + unsigned(in, at + 12) / 4_294_967_296.0;
                found.add(new SenderReport(arrivalNanos, unsigned(in, at + 4), ntp, unsigned(in, at + 16), unsigned(in, at + 20)));
            }
            at += size;
        }
        return found;
    }

    private static long unsigned(ByteBuffer in, int at) {
        return in.getInt(at) & 0xFFFF_FFFFL;
    }
}
