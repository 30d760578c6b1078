package announcer.rtsp.session;

import io.netty.buffer.ByteBuf;

import announcer.rtsp.rtp.PacketSink;

/** A player's packets of one track over UDP. */
final class UdpSink implements PacketSink {
    private final UdpPorts ports;
    private volatile boolean dropping;

    UdpSink(UdpPorts ports) {
        this.ports = ports;
    }

    @Override
    public void rtp(ByteBuf packet) {
        boolean dropped = !ports.sendRtp(packet);
        if (dropped != dropping) {
            dropping = dropped;
        }
    }

    @Override
    public void rtcp(ByteBuf packet) {
        ports.sendRtcp(packet);
    }

    @Override
    public boolean dropping() {
        return dropping;
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
