package announcer.api.audio;

import java.io.IOException;
import java.io.InputStream;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Reads sound files of one kind, as a service with the property {@link #ENDING}. The engine reads WAV itself. Safe for use by any thread; a
 * damaged file costs its length and ends in an {@code IOException}, never in anything else.
 */
@ConsumerType
public interface SoundDecoder {
    /** Service property: the ending of the names of such files, in small letters and without the dot (String, required). */
    String ENDING = "announcer.sound.ending";

    /**
     * Begins to decode a file.
     *
     * @param file its bytes; closed with the stream that is returned
     * @throws IOException when it is not of this kind, damaged, or has more than two audio channels; the message says what is wrong with it
     */
    SoundStream decode(InputStream file) throws IOException;
}
