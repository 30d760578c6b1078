package announcer.bench.rtsp;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;

/** A player over TCP that asks for a stream and then reads nothing of it. */
public final class BadPlayer {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final RtspConnection connection;

    private BadPlayer(String url) throws IOException {
        connection = new RtspConnection(URI.create(url), LIMIT);
        try {
            RtspProbe.beginToPlay(connection, url);
        } catch (IOException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /** Begins to play. */
    public static BadPlayer play(String url) throws IOException {
        return new BadPlayer(url);
    }

    /** Is gone from one moment to the next, as one whose machine loses its power: no TEARDOWN, and its connection is reset. */
    public void vanish() throws IOException {
        connection.reset();
    }

    /** Closes its connection without a word. */
    public void close() throws IOException {
        connection.close();
    }
}
