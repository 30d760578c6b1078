package announcer.transport.unix;

import java.io.Closeable;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;

import org.newsclub.net.unix.AFUNIXSocketChannel;
import org.newsclub.net.unix.AFUNIXSocketPair;

/** Two connected sockets of our own. */
record SocketPair(AFUNIXSocketChannel one, AFUNIXSocketChannel other) implements Closeable {
    static SocketPair open() throws IOException {
        AFUNIXSocketPair<AFUNIXSocketChannel> pair = AFUNIXSocketPair.open();
        return new SocketPair(pair.getSocket1(), pair.getSocket2());
    }

    /** junixsocket makes these from bare descriptors, and closes no descriptor that it did not make: a stream over it does. */
    @Override
    public void close() throws IOException {
        try (one; other) {
            close(one.getFileDescriptor());
            close(other.getFileDescriptor());
        }
    }

    private static void close(FileDescriptor descriptor) throws IOException {
        new FileOutputStream(descriptor).close();
    }
}
