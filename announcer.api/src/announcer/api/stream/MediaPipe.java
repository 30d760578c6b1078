package announcer.api.stream;

import java.io.IOException;
import java.nio.ByteBuffer;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * One open end of a transport: one channel's sound. It listens until it is closed, for one reader at a time; when a reader goes, the next
 * one may come.
 *
 * <p>
 * {@link #connected()}, {@link #write(ByteBuffer)} and {@link #disconnect()} are called by one thread, the pacer, and never block nor
 * interrupt. {@link #close()} is called by another thread once the pacer has let go of the pipe.
 */
@ConsumerType
public interface MediaPipe extends AutoCloseable {
    /** Returns the argument of ffmpeg's {@code -i}: {@code unix:/run/...}. Constant. */
    String inputUrl();

    /**
     * Whether a reader is there. When none is, looks once for one that has come, without waiting.
     *
     * @throws IOException when the pipe can no longer accept readers: it must be closed and opened anew
     */
    boolean connected() throws IOException;

    /**
     * Writes to the reader what fits now.
     *
     * @param media whole frames; its position advances by what was taken
     * @return bytes taken; 0 when the reader's buffer is full
     * @throws IOException when the reader has gone; {@link #connected()} is then false until the next one comes
     */
    int write(ByteBuffer media) throws IOException;

    /** Ends the present reader's stream, if there is one; the pipe goes on listening. */
    void disconnect();

    /**
     * Stops listening, ends the reader's stream, and removes what the pipe left in the file system. May be called more than once, also by
     * two threads at a time: each call returns when all of this is done, so that a transport that stops does not lose its classes under
     * somebody who is still closing.
     */
    @Override
    void close();
}
