package announcer.api.speech;

import java.io.IOException;
import java.nio.ByteBuffer;

import org.osgi.annotation.versioning.ConsumerType;

import announcer.api.audio.PcmFormat;

/** The sound of one utterance, read once, by one thread at a time, while it is being made. No header bytes, ever. */
@ConsumerType
public interface PcmSource extends AutoCloseable {
    /** What its bytes are; equal to the format of the voice that was asked for. */
    PcmFormat format();

    /**
     * Reads what is there, waiting for at least one sample group when there is none yet.
     *
     * @param into takes the bytes: whole sample groups, so its remaining space must hold at least one
     * @return bytes read, a positive number, or -1 at the end of the utterance
     * @throws IOException when the engine failed underway; what was read before is not complete
     * @throws InterruptedException when the reading thread was interrupted; the source must then be closed
     */
    int read(ByteBuffer into) throws IOException, InterruptedException;

    /** Ends synthesis when it is still going on, and frees what it holds. May be called by another thread, and more than once. */
    @Override
    void close();
}
