package announcer.transport.unix;

import java.io.Closeable;
import java.io.IOException;

import org.newsclub.net.unix.AFUNIXSocketChannel;
import org.newsclub.net.unix.AFUNIXSocketPair;

/** Two connected sockets of our own. junixsocket's own pair is not enough: closing it leaves both open. */
record SocketPair(AFUNIXSocketChannel one, AFUNIXSocketChannel other) implements Closeable {
    static SocketPair open() throws IOException {
        AFUNIXSocketPair<AFUNIXSocketChannel> pair = AFUNIXSocketPair.open();
        return new SocketPair(pair.getSocket1(), pair.getSocket2());
    }

    @Override
    public void close() throws IOException {
        try {
            one.close();
        } finally {
            other.close();
        }
    }
}
