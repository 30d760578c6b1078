package announcer.lib.socket;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** The bytes that a reader sends although nobody asked for any: they are read and dropped. For one thread at a time. */
public final class IncomingBytes {
    /** Bytes dropped in one call at most: bounds the pacer's time under a flood. */
    private static final int MAX_DROPPED = 32 << 10;

    private final ByteBuffer sink = ByteBuffer.allocateDirect(512);

    /**
     * Drops what is there.
     *
     * @param channel does not block
     * @return whether the reader has ended its sending side
     */
    public boolean drop(SocketChannel channel) throws IOException {
        int dropped = 0;
        int got;
        do {
            got = channel.read(sink.clear());
            dropped += got;
        } while (got > 0 && dropped < MAX_DROPPED);
        return got < 0;
    }
}
