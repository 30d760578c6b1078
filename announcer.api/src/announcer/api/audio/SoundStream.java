package announcer.api.audio;

import java.io.Closeable;
import java.io.IOException;

import org.osgi.annotation.versioning.ConsumerType;

/** The sound of a file while it is being decoded, from its beginning to its end. One thread. */
@ConsumerType
public interface SoundStream extends Closeable {
    /** Sample groups a second; any positive number. */
    int sampleRateHz();

    /** Audio channels, 1 or 2. */
    int channels();

    /**
     * Decodes what comes next.
     *
     * @param into takes interleaved samples, full scale being -1 to 1, from index 0 on; it has room for a whole sample group at least
     * @return samples decoded, a positive number of whole sample groups; -1 at the end
     * @throws IOException when the file is damaged; the message says what is wrong with it
     */
    int read(float[] into) throws IOException;
}
