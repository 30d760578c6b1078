package announcer.rtsp.session;

import io.netty.buffer.ByteBuf;

import announcer.rtsp.rtp.PacketSink;

/** A player's packets of one track over UDP. */
final class UdpSink implements PacketSink {
    private final UdpPorts ports;
    private final Runnable onDrop;

    /** @param onDrop called for each packet that is dropped since the socket is full */
    UdpSink(UdpPorts ports, Runnable onDrop) {
        this.ports = ports;
        this.onDrop = onDrop;
    }

    @Override
    public void rtp(ByteBuf packet) {
        if (!ports.sendRtp(packet)) {
            onDrop.run();
        }
    }

    @Override
    public void rtcp(ByteBuf packet) {
        ports.sendRtcp(packet);
    }

    @Override
    public String kind() {
        return "UDP";
    }

    @Override
    public void close() {
        ports.close();
    }
}
