package announcer.transport.tcp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;

import announcer.lib.socket.IncomingBytes;
import announcer.lib.socket.SocketPipe;

/** The readers of one port: anybody on this machine. Used by the pacer's thread only. */
final class TcpReaders implements SocketPipe.Readers {
    private final IncomingBytes incoming = new IncomingBytes();

    @Override
    public boolean admit(SocketChannel visitor) throws IOException {
        // Without it a frame waits until the one before has been acknowledged.
        visitor.setOption(StandardSocketOptions.TCP_NODELAY, true);
        // The port is bound to 127.0.0.1: that anybody else comes would be a fault of the system's. It costs nothing to be sure.
        return ((InetSocketAddress) visitor.getRemoteAddress()).getAddress().isLoopbackAddress();
    }

    /** Takes whatever the reader sends, which means nothing to us. The end of it is the end of the reader: TCP does not tell them apart. */
    @Override
    public boolean hasGone(SocketChannel reader) throws IOException {
        return incoming.drop(reader);
    }
}
