package announcer.api.stream;

import java.io.IOException;
import java.util.List;

import org.osgi.annotation.versioning.ConsumerType;

/** A stream that is being played. For one reading thread; {@link #close} may be called by any. */
@ConsumerType
public interface PlayedStream extends AutoCloseable {
    /**
     * Reads the sound that has come, without waiting for more.
     *
     * @param into filled from its beginning
     * @return bytes read, also in the middle of a sample; 0 when nothing has come, -1 when it has ended and nothing will come
     * @throws IOException when it cannot be read any more
     */
    int read(byte[] into) throws IOException;

    /** The latest lines that the player wrote, oldest first, some ten at most, credentials masked. */
    List<String> output();

    /** Ends it, and every process of it. Waits for that, some seconds at most. */
    @Override
    void close();
}
