package announcer.api;

import java.time.Duration;
import java.util.Optional;

import org.osgi.annotation.versioning.ProviderType;

import announcer.api.audio.PcmFormat;

/** A listener's connection to the sound of a channel. For one reading thread; {@link #close} may be called by any. */
@ProviderType
public interface Listening extends AutoCloseable {
    /** Returns the format of the frames. */
    PcmFormat format();

    /**
     * The next frame. While the channel is off the air there are none.
     *
     * @return empty when none was sent within {@code timeout}, or when the listening has ended
     * @throws InterruptedException when the reading thread was interrupted
     */
    Optional<SentFrame> next(Duration timeout) throws InterruptedException;

    /** Frames that were sent and not read in time: the oldest are dropped when more than half a second waits. */
    long missedFrames();

    /** Whether no more frames will come: the channel has gone or has changed its format, or this was closed. */
    boolean ended();

    /** Ends it. May be called more than once. */
    @Override
    void close();
}
