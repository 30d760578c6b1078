package announcer.api.stream;

import java.util.Objects;

/**
 * A request for a pipe.
 *
 * @param channel id of the channel
 * @param stream {@code "audio"} or {@code "picture"}
 * @param bytesPerSecond how fast media will be written
 * @param bytesPerWrite size of one write: a pipe takes a write of this size whole or not at all
 * @param bufferBytes how much the operating system should hold between writer and reader, at most: a stalled reader is to be noticed
 *            soon
 */
public record PipeRequest(String channel, String stream, int bytesPerSecond, int bytesPerWrite, int bufferBytes) {
    public PipeRequest {
        Objects.requireNonNull(channel, "channel");
        Objects.requireNonNull(stream, "stream");
    }
}
