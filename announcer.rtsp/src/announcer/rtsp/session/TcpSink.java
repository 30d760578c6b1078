package announcer.rtsp.session;

import io.netty.buffer.ByteBuf;

import announcer.rtsp.rtp.PacketSink;

/** A player's packets of one track in its RTSP connection. */
final class TcpSink implements PacketSink {
    private final ClientConnection connection;
    private final int[] channels;

    /** @param channels for RTP and for RTCP */
    TcpSink(ClientConnection connection, int... channels) {
        this.connection = connection;
        this.channels = channels;
    }

    @Override
    public void rtp(ByteBuf packet) {
        connection.send(channels[0], packet);
    }

    @Override
    public void rtcp(ByteBuf packet) {
        connection.send(channels[1], packet);
    }

    @Override
    public String kind() {
        return "TCP";
    }

    @Override
    public void close() {
        connection.channels().release(channels);
    }
}
