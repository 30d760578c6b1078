package announcer.api.speech;

import java.nio.ByteBuffer;

import org.osgi.annotation.versioning.ProviderType;

/**
 * The receiver of the sound of one {@link SpeechEngine#synthesize} call. It is used by one thread at a time, and not after the call has
 * returned.
 */
@ProviderType
@FunctionalInterface
public interface PcmSink {
    /**
     * Takes the next part of the sound. The part may have any size, nothing included; the buffer may be reused as soon as this method has
     * returned. The method returns quickly: it does not wait until the sound is heard.
     *
     * @param pcm the bytes from its position to its limit, which are consumed: whole sample groups of the voice's format, signed 16 bits,
     *            low byte first, channels interleaved, no header
     * @throws InterruptedException when nobody wants the sound any more, or the calling thread was interrupted. The engine cleans up and
     *             lets the exception through; it writes nothing more
     */
    void write(ByteBuffer pcm) throws InterruptedException;
}
