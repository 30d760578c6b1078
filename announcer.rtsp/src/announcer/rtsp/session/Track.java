package announcer.rtsp.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

import announcer.rtsp.protocol.TrackDescription;
import announcer.rtsp.rtp.PacketSink;
import announcer.rtsp.rtp.PublisherClock;
import announcer.rtsp.rtp.RtpRewriter;
import announcer.rtsp.rtp.SenderReports;

/** One track of a path: takes its publisher's packets and gives them to every player's sink at once. Confined to one thread. */
final class Track {
    /** A packet older than this is not given to a player that has just come. */
    private static final long FRESH_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    /** Between two packets: the publisher has paused. */
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** The position of a track, as RTP-Info states it. */
    record Position(int sequence, long timestamp) {}

    private final TrackDescription description;
    private final RtpRewriter rewriter;
    private final SenderReports reports;
    private final ByteBuf newest = Unpooled.buffer(2048);
    /** Read by any thread. */
    private volatile long newestNanos;
    /** Read by any thread; written at the first packet after a pause. */
    private volatile long flowingNanos;
    private long bytes;
    /** Read by any thread. */
    private volatile long sentBytes;
    // Replaced as a whole: a sink may go while packets are being handed out.
    private List<PacketSink> sinks = List.of();

    Track(TrackDescription description, int ssrc, String cname, long nowNanos) {
        this.description = description;
        // As long ago as it matters to anybody.
        newestNanos = nowNanos - TimeUnit.HOURS.toNanos(1);
        flowingNanos = nowNanos;
        rewriter = new RtpRewriter(ssrc, description.clockRateHz());
        reports = new SenderReports(rewriter, cname);
    }

    TrackDescription description() {
        return description;
    }

    int ssrc() {
        return rewriter.ssrc();
    }

    /** When its newest packet came; an hour before its own time while none has. Any thread. */
    long newestNanos() {
        return newestNanos;
    }

    /** Since when packets come without a pause. Any thread. */
    long flowingNanos() {
        return flowingNanos;
    }

    /** How many bytes have gone out, in RTP packets. Any thread. */
    long sentBytes() {
        return sentBytes;
    }

    /** How many packets have gone out. */
    long sent() {
        return reports.packets();
    }

    void newPublisher(PublisherClock clock) {
        rewriter.newPublisher();
        reports.newPublisher(clock);
    }

    /** A packet from the publisher; its header is rewritten in place. False when it is not RTP. */
    boolean rtp(ByteBuf packet, long nowNanos) {
        if (!RtpRewriter.isRtp(packet)) {
            return false;
        }
        boolean first = rewriter.isFirst(packet);
        if (first && rewriter.placed()) {
            // The same publisher began a new stream in mid-session: its reports begin anew as well.
            reports.newPublisher(new PublisherClock());
        }
        OptionalLong place = first ? reports.place(packet) : OptionalLong.empty();
        if (place.isPresent() && !rewriter.plausible(place.getAsLong(), nowNanos)) {
            place = OptionalLong.empty();
        }
        if (!rewriter.rewrite(packet, nowNanos, place)) {
            return true;
        }
        newest.clear().writeBytes(packet, packet.readerIndex(), packet.readableBytes());
        if (nowNanos - newestNanos > PAUSE_NANOS) {
            flowingNanos = nowNanos;
        }
        newestNanos = nowNanos;
        bytes += packet.readableBytes();
        sentBytes = bytes;
        reports.count(packet.readableBytes() - RtpRewriter.HEADER_BYTES);
        for (PacketSink sink : sinks) {
            sink.rtp(packet);
        }
        if (first) {
            reports.afterFirst().ifPresent(this::report);
        }
        return true;
    }

    void rtcp(ByteBuf compound) {
        reports.incoming(compound).ifPresent(this::report);
    }

    private void report(ByteBuf report) {
        for (PacketSink sink : sinks) {
            sink.rtcp(report);
        }
    }

    /** The sequence number and timestamp of the first packet that {@link #add} will send; empty before any was published. */
    Optional<Position> position(long nowNanos) {
        if (!rewriter.begun()) {
            return Optional.empty();
        }
        if (fresh(nowNanos)) {
            return Optional.of(new Position(newest.getUnsignedShort(2), newest.getUnsignedInt(4)));
        }
        return Optional.of(new Position((rewriter.newestSequence() + 1) & 0xFFFF, rewriter.ticksAt(nowNanos) & 0xFFFFFFFFL));
    }

    private boolean fresh(long nowNanos) {
        return newest.isReadable() && nowNanos - newestNanos < FRESH_NANOS;
    }

    /** A player begins to hear: it gets the latest report and the newest packet at once, then all that come. */
    void add(PacketSink sink, long nowNanos) {
        reports.latest().ifPresent(sink::rtcp);
        if (fresh(nowNanos)) {
            sink.rtp(newest);
        }
        List<PacketSink> more = new ArrayList<>(sinks);
        more.add(sink);
        sinks = List.copyOf(more);
    }

    void remove(PacketSink sink) {
        List<PacketSink> fewer = new ArrayList<>(sinks);
        fewer.remove(sink);
        sinks = List.copyOf(fewer);
    }
}
