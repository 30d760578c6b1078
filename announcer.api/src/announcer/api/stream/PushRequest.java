package announcer.api.stream;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

import announcer.api.audio.PcmFormat;

/**
 * A request for a push: source, destination and encoding.
 *
 * @param channel id of the channel, for names of threads and log lines
 * @param inputUrl a pipe's {@link MediaPipe#inputUrl()}; the pipe listens before the pusher is asked
 * @param format what comes out of the pipe
 * @param destination where to publish, {@code rtsp://...}; may carry credentials, which no log, page or message may show
 * @param codec how to encode; empty: the pusher's own setting
 * @param bitrateKbps kilobits a second where the codec has a choice; empty: the pusher's own setting
 */
public record PushRequest(String channel, String inputUrl, PcmFormat format, String destination, Optional<Codec> codec,
        OptionalInt bitrateKbps) {
    public PushRequest {
        Objects.requireNonNull(channel, "channel");
        Objects.requireNonNull(inputUrl, "inputUrl");
        Objects.requireNonNull(format, "format");
        Objects.requireNonNull(destination, "destination");
        Objects.requireNonNull(codec, "codec");
        Objects.requireNonNull(bitrateKbps, "bitrateKbps");
    }

    /** As a record's, but with the destination's credentials masked. */
    @Override
    public String toString() {
        return "PushRequest[" + channel + ", " + inputUrl + " -> " + Urls.masked(destination) + "]";
    }
}
