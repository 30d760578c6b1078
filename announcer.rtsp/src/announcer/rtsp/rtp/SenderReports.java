package announcer.rtsp.rtp;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/**
 * One track's RTCP sender reports. What is passed on is made anew from what the publisher reported, with the outgoing SSRC, timestamp and
 * counts, and with NTP times that keep every report of the track, whoever publishes, on one line from NTP time to timestamp. A publisher's
 * BYE is not passed on: the stream goes on.
 *
 * <p>
 * Confined to one thread.
 */
public final class SenderReports {
    private static final int SENDER_REPORT = 200;
    private static final int SOURCE_DESCRIPTION = 202;
    private static final int REPORT_BYTES = 28;

    /** NTP time is 32.32 fixed point; the timestamp is the publisher's. */
    private record Incoming(int ssrc, long ntp, int timestamp) {}

    private final RtpRewriter rewriter;
    private final byte[] cname;
    private PublisherClock clock = new PublisherClock();
    private Incoming early;
    private OptionalLong shift = OptionalLong.empty();
    private boolean sent;
    private long lastNtp;
    private long lastTicks;
    private long packets;
    private long octets;

    public SenderReports(RtpRewriter rewriter, String cname) {
        this.rewriter = rewriter;
        this.cname = cname.getBytes(StandardCharsets.UTF_8);
    }

    /** Starts the reports of another publisher, whose tracks share this clock. */
    public void newPublisher(PublisherClock publisherClock) {
        clock = publisherClock;
        early = null;
        shift = OptionalLong.empty();
    }

    /** How many packets have gone out. */
    public long packets() {
        return packets;
    }

    /** A packet has gone out. */
    public void count(int payloadOctets) {
        packets++;
        octets += payloadOctets;
    }

    /**
     * Where the publisher's clock, already tied to the path's by another track, puts a first packet: the tracks of a new publisher keep
     * their distance from each other. Empty when that is not known.
     */
    public OptionalLong place(ByteBuf firstPacket) {
        if (early == null || !sent || clock.shift().isEmpty()) {
            return OptionalLong.empty();
        }
        int timestamp = firstPacket.getInt(firstPacket.readerIndex() + 4);
        long reportTicks = lastTicks + ticks(early.ntp + clock.shift().getAsLong() - lastNtp);
        return OptionalLong.of(reportTicks + (timestamp - early.timestamp));
    }

    /** The report that waited for its publisher's first packet, if any. */
    public Optional<ByteBuf> afterFirst() {
        Incoming waiting = early;
        early = null;
        return waiting == null || waiting.ssrc != rewriter.publisherSsrc() ? Optional.empty() : Optional.of(outgoing(waiting));
    }

    /** Takes what a publisher sent; gives what is to be sent on, if anything. */
    public Optional<ByteBuf> incoming(ByteBuf compound) {
        Optional<Incoming> report = parse(compound);
        if (report.isEmpty()) {
            return Optional.empty();
        }
        if (!rewriter.placed()) {
            early = report.get();
            return Optional.empty();
        }
        return report.filter(r -> r.ssrc == rewriter.publisherSsrc()).map(this::outgoing);
    }

    /** The latest report again, for a player that has just come. */
    public Optional<ByteBuf> latest() {
        return sent ? Optional.of(packet()) : Optional.empty();
    }

    private ByteBuf outgoing(Incoming report) {
        long ticks = rewriter.outgoing(report.timestamp);
        if (shift.isEmpty()) {
            shift = OptionalLong.of(sent ? lastNtp + ntp(ticks - lastTicks) - report.ntp : clock.shift().orElse(0));
            clock.tie(shift.getAsLong());
        }
        sent = true;
        lastNtp = report.ntp + shift.getAsLong();
        lastTicks = ticks;
        return packet();
    }

    private ByteBuf packet() {
        int item = 2 + cname.length;
        // At least one zero byte ends the list of items; the chunk is padded to 32 bits.
        int chunk = 4 + (item + 4) / 4 * 4;
        ByteBuf out = Unpooled.buffer(REPORT_BYTES + 4 + chunk);
        out.writeByte(0x80).writeByte(SENDER_REPORT).writeShort(REPORT_BYTES / 4 - 1);
        out.writeInt(rewriter.ssrc()).writeLong(lastNtp).writeInt((int) lastTicks).writeInt((int) packets).writeInt((int) octets);
        out.writeByte(0x81).writeByte(SOURCE_DESCRIPTION).writeShort(chunk / 4);
        out.writeInt(rewriter.ssrc()).writeByte(1).writeByte(cname.length).writeBytes(cname);
        return out.writeZero(chunk - 4 - item);
    }

    private static Optional<Incoming> parse(ByteBuf compound) {
        int at = compound.readerIndex();
        while (at + 4 <= compound.writerIndex()) {
            int bytes = (compound.getUnsignedShort(at + 2) + 1) * 4;
            if ((compound.getByte(at) & 0xC0) != 0x80 || at + bytes > compound.writerIndex()) {
                return Optional.empty();
            }
            if (compound.getUnsignedByte(at + 1) == SENDER_REPORT && bytes >= REPORT_BYTES) {
                return Optional.of(new Incoming(compound.getInt(at + 4), compound.getLong(at + 8), compound.getInt(at + 16)));
            }
            at += bytes;
        }
        return Optional.empty();
    }

    private long ticks(long ntp) {
        return (ntp >> 32) * rewriter.clockRateHz() + (((ntp & 0xFFFFFFFFL) * rewriter.clockRateHz()) >>> 32);
    }

    private long ntp(long ticks) {
        int rate = rewriter.clockRateHz();
        return (Math.floorDiv(ticks, rate) << 32) + ((long) Math.floorMod(ticks, rate) << 32) / rate;
    }
}
