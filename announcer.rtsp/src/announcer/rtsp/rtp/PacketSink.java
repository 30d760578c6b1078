package announcer.rtsp.rtp;

import io.netty.buffer.ByteBuf;

/** The receiver of one player's packets of one track. Never blocks, never throws; copies what it is given. */
public interface PacketSink {
    void rtp(ByteBuf packet);

    void rtcp(ByteBuf packet);

    /** For log lines: {@code TCP} or {@code UDP}. */
    String kind();

    void close();
}
