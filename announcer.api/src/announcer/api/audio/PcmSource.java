package announcer.api.audio;

import java.io.IOException;
import java.nio.ByteBuffer;

import org.osgi.annotation.versioning.ProviderType;

/** The sound of an announcement that is made for one reader and not put on the air. Read once, by one thread at a time, while it is being made. */
@ProviderType
public interface PcmSource extends AutoCloseable {
    /** Returns the format of the bytes. */
    PcmFormat format();

    /**
     * Reads what is there, waiting for at least one sample group when there is none yet.
     *
     * @param into takes the bytes: whole sample groups, so its remaining space must hold at least one
     * @return bytes read, a positive number, or -1 at the end of the sound
     * @throws IOException when the sound could not be made to its end; what was read before is not complete
     * @throws InterruptedException when the reading thread was interrupted; the source must then be closed
     */
    int read(ByteBuffer into) throws IOException, InterruptedException;

    /** Ends synthesis when it is still going on, and frees what it holds. May be called by another thread, and more than once. */
    @Override
    void close();
}
