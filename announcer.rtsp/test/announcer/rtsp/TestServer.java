package announcer.rtsp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

import announcer.lib.time.MonotonicClock;
import announcer.rtsp.protocol.Credentials;
import announcer.rtsp.protocol.RtspSettings;
import announcer.rtsp.server.RtspServer;

/** A server on a free port of loopback, with settings that a test may change. */
final class TestServer implements AutoCloseable {
    static final Credentials PUBLISH = new Credentials("publisher", "secret24");

    final RtspServer server;
    final int port;

    TestServer(RtspSettings settings) throws IOException {
        this(settings, MonotonicClock.SYSTEM);
    }

    TestServer(RtspSettings settings, MonotonicClock clock) throws IOException {
        server = new RtspServer(settings, PUBLISH, clock);
        InetSocketAddress where = server.listen(settings.host(), settings.port());
        port = where.getPort();
    }

    static RtspSettings settings() {
        return new RtspSettings("127.0.0.1", 0, Optional.empty(), Duration.ZERO, Duration.ofSeconds(60), Duration.ofSeconds(15),
                Duration.ofSeconds(10), Duration.ofSeconds(30), 50, 100, 8192, 65536, 1024 * 1024, Duration.ofSeconds(5));
    }

    static RtspSettings settings(Optional<Credentials> play, Duration earlyWait, Duration request, Duration idle, int connections) {
        RtspSettings s = settings();
        return new RtspSettings(s.host(), 0, play, earlyWait, s.sessionTimeout(), s.publisherTimeout(), request, idle, connections,
                s.maxStreams(),
                1024, 2048, s.slowPlayerBytes(), s.slowPlayerTime());
    }

    static RtspSettings timeouts(Duration session, Duration publisher, int slowBytes) {
        RtspSettings s = settings();
        return new RtspSettings(s.host(), 0, s.play(), s.earlyPlayerWait(), session, publisher, s.requestTimeout(), s.idleTimeout(),
                s.maxConnections(), s.maxStreams(), s.maxHeaderBytes(), s.maxBodyBytes(), slowBytes, Duration.ofSeconds(1));
    }

    static RtspSettings slowPlayers(int bytes, Duration time) {
        RtspSettings s = settings();
        return new RtspSettings(s.host(), 0, s.play(), s.earlyPlayerWait(), s.sessionTimeout(), s.publisherTimeout(), s.requestTimeout(),
                s.idleTimeout(), s.maxConnections(), s.maxStreams(), s.maxHeaderBytes(), s.maxBodyBytes(), bytes, time);
    }

    String url(String path) {
        return "rtsp://127.0.0.1:" + port + "/" + path;
    }

    String publishUrl(String path) {
        return "rtsp://" + PUBLISH.user() + ":" + PUBLISH.password() + "@127.0.0.1:" + port + "/" + path;
    }

    @Override
    public void close() {
        server.close();
    }
}
