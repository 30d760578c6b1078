package announcer.transport.testkit;

import java.io.IOException;
import java.nio.ByteBuffer;

/** The other end of a pipe, as real as it can be: not a line of it is shared with what is tested. Used by one thread at a time. */
public interface PipeReader extends AutoCloseable {
    /** Waits for at least one byte. -1: the stream has ended cleanly. */
    int read(ByteBuffer into) throws IOException;

    @Override
    void close() throws IOException;
}
