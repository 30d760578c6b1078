package announcer.transport.unix;

import java.io.IOException;
import java.nio.channels.SocketChannel;

import org.newsclub.net.unix.AFUNIXSocketChannel;

import announcer.lib.socket.SocketPipe;

/** The readers of one Unix socket: let in by their user. */
record UnixReaders(Peers peers) implements SocketPipe.Readers {
    @Override
    public boolean admit(SocketChannel visitor) throws IOException {
        return peers.allowed((AFUNIXSocketChannel) visitor);
    }

    /** Asks the kernel (0.6 us). Not fooled by a reader that has only closed its own sending side, as some tools do. */
    @Override
    public boolean hasGone(SocketChannel reader) throws IOException {
        return ((AFUNIXSocketChannel) reader).socket().checkConnectionClosed();
    }
}
