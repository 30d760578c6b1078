package announcer.ffmpeg.supervisor;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks whether something listens where a push publishes to, by a TCP connection that is closed at once: far cheaper than an ffmpeg, so that a
 * server that comes back is noticed within a second, however long the back-off has grown.
 */
@FunctionalInterface
interface DestinationLook {
    /**
     * Begins to look, and returns at once.
     *
     * @param result told once whether something listens, on a thread of its own
     */
    void begin(Consumer<Boolean> result);

    /**
     * One that connects.
     *
     * @param channel names the thread
     * @param destination an RTSP URL; empty: it is none that can be looked at
     */
    static Optional<DestinationLook> at(String channel, String destination) {
        Optional<Address> address = Address.of(destination);
        return address.map(a -> result -> {
            // A thread of its own: to resolve a name may take as long as the system likes.
            Thread thread = new Thread(() -> result.accept(a.listens()), "announcer-look-" + channel);
            thread.setDaemon(true);
            thread.start();
        });
    }

    /** Where a server listens. */
    record Address(String host, int port) {
        private static final Logger LOG = LoggerFactory.getLogger(DestinationLook.class);
        private static final int RTSP_PORT = 554;
        private static final int RTSPS_PORT = 322;
        private static final Duration CONNECT = Duration.ofSeconds(1);

        static Optional<Address> of(String destination) {
            try {
                URI uri = URI.create(destination);
                int port = "rtsps".equals(String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT)) ? RTSPS_PORT : RTSP_PORT;
                return Optional.ofNullable(uri.getHost()).map(host -> new Address(host, uri.getPort() < 0 ? port : uri.getPort()));
            } catch (IllegalArgumentException e) {
                LOG.debug("this destination is not looked at: it is no URL by the rules", e);
                return Optional.empty();
            }
        }

        boolean listens() {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(host, port), (int) CONNECT.toMillis());
                return true;
            } catch (IOException | RuntimeException e) {
                LOG.debug("nothing listens at {}:{}", host, port, e);
                return false;
            }
        }
    }
}
