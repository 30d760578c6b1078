package announcer.rtsp.protocol;

import java.time.Duration;
import java.util.Optional;

/**
 * The settings of the server, in the units of the code.
 *
 * @param host address to listen on
 * @param port 0: any free one
 * @param play what players must know; empty: nothing
 * @param earlyPlayerWait how long a player that comes before its publisher waits; zero: it is told 404 at once
 * @param sessionTimeout after which a player is gone that gives no sign of life
 * @param publisherTimeout after which a publisher is gone that sends nothing
 * @param requestTimeout within which a connection must make its first request, and a begun request must be complete
 * @param idleTimeout after which a connection without a session is closed
 * @param slowPlayerBytes that may wait for one player
 * @param slowPlayerTime within which a player must have taken all that waits for it, once
 */
public record RtspSettings(String host, int port, Optional<Credentials> play, Duration earlyPlayerWait, Duration sessionTimeout,
        Duration publisherTimeout, Duration requestTimeout, Duration idleTimeout, int maxConnections, int maxStreams, int maxHeaderBytes,
        int maxBodyBytes, int slowPlayerBytes, Duration slowPlayerTime) {}
