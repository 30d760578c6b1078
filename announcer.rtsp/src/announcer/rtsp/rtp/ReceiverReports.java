package announcer.rtsp.rtp;

import java.util.OptionalLong;

import io.netty.buffer.ByteBuf;

/**
 * What one player's RTCP reports tell of one track: whether anything reaches it. Confined to one thread, but for {@link #deafSince()}.
 */
public final class ReceiverReports {
    private static final int SENDER_REPORT = 200;
    private static final int RECEIVER_REPORT = 201;
    private static final int BLOCK_BYTES = 24;
    /** Fewer may be underway, or lost by chance. */
    private static final int MANY_PACKETS = 10;

    private final int ssrc;
    private boolean reported;
    private long highest;
    private long sentThen;
    private long reportedNanos;
    private volatile OptionalLong deafSince = OptionalLong.empty();

    /** @param ssrc the track's */
    public ReceiverReports(int ssrc) {
        this.ssrc = ssrc;
    }

    /**
     * Takes a compound packet of the player's.
     *
     * @param sent count of the packets that were sent on the track
     */
    public void incoming(ByteBuf compound, long sent, long nowNanos) {
        OptionalLong found = highest(compound);
        if (found.isEmpty()) {
            return;
        }
        if (reported && found.getAsLong() == highest && sent - sentThen >= MANY_PACKETS) {
            // Nothing has come since the report before: all was lost from then on.
            if (deafSince.isEmpty()) {
                deafSince = OptionalLong.of(reportedNanos);
            }
        } else if (!reported || found.getAsLong() != highest) {
            deafSince = OptionalLong.empty();
        } else {
            // Too little was sent to tell: the next report is compared with the one before.
            return;
        }
        reported = true;
        highest = found.getAsLong();
        sentThen = sent;
        reportedNanos = nowNanos;
    }

    /** Since when it reports that nothing reaches it, on the clock of {@link #incoming}; empty when it does not report that. Any thread. */
    public OptionalLong deafSince() {
        return deafSince;
    }

    /** The extended highest sequence number that the packet reports of the track; empty when it reports nothing of it. */
    private OptionalLong highest(ByteBuf compound) {
        int at = compound.readerIndex();
        while (at + 8 <= compound.writerIndex()) {
            int bytes = (compound.getUnsignedShort(at + 2) + 1) * 4;
            if ((compound.getByte(at) & 0xC0) != 0x80 || at + bytes > compound.writerIndex()) {
                return OptionalLong.empty();
            }
            int type = compound.getUnsignedByte(at + 1);
            int first = at + (type == SENDER_REPORT ? 28 : 8);
            int blocks = type == SENDER_REPORT || type == RECEIVER_REPORT ? compound.getByte(at) & 0x1F : 0;
            for (int block = first; blocks > 0 && block + BLOCK_BYTES <= at + bytes; block += BLOCK_BYTES, blocks--) {
                if (compound.getInt(block) == ssrc) {
                    return OptionalLong.of(compound.getUnsignedInt(block + 8));
                }
            }
            at += bytes;
        }
        return OptionalLong.empty();
    }
}
