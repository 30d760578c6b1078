package announcer.api.stream;

import java.io.IOException;

import org.osgi.annotation.versioning.ConsumerType;

import announcer.api.audio.PcmFormat;

/** Plays streams: fetches and decodes them as a listener's player does, at the speed of their sound. Registered as a service. Safe for use by any thread. */
@ConsumerType
public interface StreamPlayer {
    /**
     * Begins to play. May take some seconds, and is to be called on a thread that lives as long as what it gives.
     *
     * @param url {@code rtsp://...}, {@code rtsps://...}, {@code http://...} or {@code https://...}; may carry credentials, which no log, page or message may show
     * @param format what the sound is converted to
     * @throws IOException when it cannot be begun; the message says why and what to do
     */
    PlayedStream play(String url, PcmFormat format) throws IOException;
}
