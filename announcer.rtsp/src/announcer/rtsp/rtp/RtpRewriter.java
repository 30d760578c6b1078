package announcer.rtsp.rtp;

import java.util.OptionalLong;

import io.netty.buffer.ByteBuf;

/**
 * Makes one RTP stream of the streams that a track's publishers send one after the other: sequence numbers go on without a gap, timestamps
 * go on with the wall clock, the SSRC stays. Losses and reordering inside one publisher's stream are passed on as they are.
 *
 * <p>
 * A new publisher's first packet is placed on a fixed line from wall clock to timestamp, which the very first packet laid down, and not
 * simply at "last timestamp + time since it arrived": publishers begin with a small burst, and each restart would add that burst's length
 * for ever. Where a publisher had drifted off the line by more than {@link #TOLERANCE_MILLIS}, its last timestamp counts, and the line is
 * laid anew.
 *
 * <p>
 * Confined to one thread. Time comes in with each call, as a {@code System.nanoTime} value.
 */
public final class RtpRewriter {
    public static final int HEADER_BYTES = 12;
    private static final int TOLERANCE_MILLIS = 500;
    private static final long NANOS = 1_000_000_000L;

    private final int ssrc;
    private final int clockRateHz;
    private boolean begun;
    private boolean splice = true;
    private int publisherSsrc;
    private int newestInSequence;
    private int timestampOffset;
    // Both unwrapped: their low 16 and 32 bits are what goes out.
    private long newestSequence;
    private long firstSequence;
    private long newestTicks;
    private long newestNanos;
    private long stepTicks = 1;
    private long anchorTicks;
    private long anchorNanos;

    public RtpRewriter(int ssrc, int clockRateHz) {
        this.ssrc = ssrc;
        this.clockRateHz = clockRateHz;
    }

    /** Starts the stream of another publisher. */
    public void newPublisher() {
        splice = true;
    }

    /** Whether the packet is RTP at all. */
    public static boolean isRtp(ByteBuf packet) {
        return packet.readableBytes() >= HEADER_BYTES && (packet.getByte(packet.readerIndex()) & 0xC0) == 0x80;
    }

    /** Whether this packet will be the first of its publisher. */
    public boolean isFirst(ByteBuf packet) {
        return splice || packet.getInt(packet.readerIndex() + 8) != publisherSsrc;
    }

    /**
     * Rewrites the header of a packet for which {@link #isRtp} holds, in place.
     *
     * @param place where the track's other clocks put the packet, when it is the publisher's first, in unwrapped ticks
     * @return false when the packet must be dropped: it was sent before its publisher's first one that arrived
     */
    public boolean rewrite(ByteBuf packet, long nowNanos, OptionalLong place) {
        int at = packet.readerIndex();
        int sequence = packet.getUnsignedShort(at + 2);
        int timestamp = packet.getInt(at + 4);
        if (isFirst(packet)) {
            begin(sequence, timestamp, packet.getInt(at + 8), nowNanos, place);
        }
        long unwrapped = newestSequence + (short) (sequence - newestInSequence);
        if (unwrapped < firstSequence) {
            return false;
        }
        long ticks = unwrap(timestamp + timestampOffset);
        if (unwrapped > newestSequence) {
            newestSequence = unwrapped;
            newestInSequence = sequence;
        }
        if (ticks > newestTicks) {
            // No codec has packets of more than 100 ms; what is longer was a gap.
            stepTicks = Math.min(ticks - newestTicks, Math.max(1, clockRateHz / 10));
            newestTicks = ticks;
            newestNanos = nowNanos;
        }
        packet.setShort(at + 2, (int) unwrapped);
        packet.setInt(at + 4, (int) ticks);
        packet.setInt(at + 8, ssrc);
        return true;
    }

    private void begin(int sequence, int timestamp, int inSsrc, long nowNanos, OptionalLong place) {
        long firstTicks;
        if (begun) {
            firstTicks = Math.max(place.orElseGet(() -> wallTicks(nowNanos)), newestTicks + stepTicks);
            firstSequence = newestSequence + 1;
        } else {
            begun = true;
            firstTicks = Integer.toUnsignedLong(timestamp);
            firstSequence = sequence;
            layLine(firstTicks, nowNanos);
        }
        splice = false;
        publisherSsrc = inSsrc;
        timestampOffset = (int) firstTicks - timestamp;
        newestSequence = firstSequence;
        newestInSequence = sequence;
        newestTicks = firstTicks;
        newestNanos = nowNanos;
    }

    private long wallTicks(long nowNanos) {
        long line = anchorTicks + ticks(nowNanos - anchorNanos);
        long sinceLast = newestTicks + ticks(nowNanos - newestNanos);
        if (near(line, sinceLast)) {
            return line;
        }
        layLine(sinceLast, nowNanos);
        return sinceLast;
    }

    private void layLine(long ticks, long nanos) {
        anchorTicks = ticks;
        anchorNanos = nanos;
    }

    /** Whether a place that another clock gives agrees with the wall's. */
    public boolean plausible(long place, long nowNanos) {
        return begun && near(place, newestTicks + ticks(nowNanos - newestNanos));
    }

    private boolean near(long a, long b) {
        return Math.abs(a - b) <= (long) clockRateHz * TOLERANCE_MILLIS / 1000;
    }

    /** Whether a packet has gone out, ever. */
    public boolean begun() {
        return begun;
    }

    /** Whether the present publisher's packets have a place: its timestamps can be rewritten. */
    public boolean placed() {
        return begun && !splice;
    }

    /** SSRC of the present publisher's packets, once {@link #placed}. */
    int publisherSsrc() {
        return publisherSsrc;
    }

    /** An outgoing timestamp for one of the present publisher's, unwrapped. */
    long outgoing(int timestamp) {
        return unwrap(timestamp + timestampOffset);
    }

    /** The newest packet's sequence number, as sent. */
    public int newestSequence() {
        return (int) newestSequence & 0xFFFF;
    }

    /** The timestamp that a packet sent now would have, about. */
    public long ticksAt(long nowNanos) {
        return Math.max(newestTicks + stepTicks, newestTicks + ticks(nowNanos - newestNanos));
    }

    public int ssrc() {
        return ssrc;
    }

    int clockRateHz() {
        return clockRateHz;
    }

    private long unwrap(int timestamp) {
        return newestTicks + (timestamp - (int) newestTicks);
    }

    /** Split at whole seconds: nanoseconds times 90 kHz leave a long after 28 hours. */
    private long ticks(long nanos) {
        return Math.floorDiv(nanos, NANOS) * clockRateHz + Math.floorMod(nanos, NANOS) * clockRateHz / NANOS;
    }
}
