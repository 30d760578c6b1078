package announcer.rtsp.session;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

import io.netty.buffer.ByteBuf;

import announcer.rtsp.protocol.RtspException;
import announcer.rtsp.protocol.TransportHeader;

/** The interleaved channels of one connection, with the receiver of each. Confined to one thread. */
final class InterleavedChannels {
    private static final int COUNT = 256;
    private final Consumer<ByteBuf> gone = InterleavedChannels::ignore;
    private final List<Consumer<ByteBuf>> takers = new ArrayList<>(Collections.nCopies(COUNT, null));

    /**
     * Takes a pair of channels: those that were asked for, when they are free, or the next ones.
     *
     * @return the channel for RTP and the one for RTCP
     */
    int[] claim(TransportHeader asked, Consumer<ByteBuf> rtp, Consumer<ByteBuf> rtcp) throws RtspException {
        int first = asked.first();
        int second = asked.second();
        if (first < 0 || !free(first) || !free(second)) {
            first = 0;
            while (first < COUNT && !(free(first) && free(first + 1))) {
                first += 2;
            }
            second = first + 1;
        }
        if (first >= COUNT) {
            throw RtspException.badRequest("No interleaved channels are left.");
        }
        takers.set(first, rtp);
        takers.set(second, rtcp);
        return new int[]{first, second};
    }

    private static void ignore(ByteBuf payload) {
        // Its session has ended.
    }

    private boolean free(int channel) {
        return takers.get(channel) == null || takers.get(channel) == gone;
    }

    /** Frees channels. Packets that the peer sends on them before it knows are ignored. */
    void release(int... channels) {
        for (int channel : channels) {
            takers.set(channel, gone);
        }
    }

    /** False when the channel was never set up. */
    boolean take(int channel, ByteBuf payload) {
        if (takers.get(channel) == null) {
            return false;
        }
        takers.get(channel).accept(payload);
        return true;
    }
}
