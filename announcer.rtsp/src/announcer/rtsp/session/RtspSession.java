package announcer.rtsp.session;

import java.time.Duration;
import java.util.Optional;

import announcer.rtsp.protocol.RtspSettings;

/**
 * The session that a connection begins by its first SETUP or ANNOUNCE: a publisher's or a player's. It ends with its connection. Confined to
 * one thread.
 */
abstract class RtspSession {
    private final String id;
    private final StreamPath path;
    private final ClientConnection connection;
    private final ServerContext server;
    private long lastNanos;

    /** A session that has just given a sign of life. */
    RtspSession(String id, StreamPath path, ClientConnection connection, ServerContext server) {
        this.id = id;
        this.path = path;
        this.connection = connection;
        this.server = server;
        lastNanos = server.now();
    }

    final String id() {
        return id;
    }

    final StreamPath path() {
        return path;
    }

    final ClientConnection connection() {
        return connection;
    }

    final ServerContext server() {
        return server;
    }

    final RtspSettings settings() {
        return server.settings().get();
    }

    /** Notes a sign of life; returns the time of it, in nanoseconds of the server's clock. */
    final long alive() {
        lastNanos = server.now();
        return lastNanos;
    }

    /** Whether the last sign of life is at least so long ago. */
    final boolean silentFor(Duration limit, long nowNanos) {
        return nowNanos - lastNanos >= limit.toNanos();
    }

    /** Whether it has gone silent; if so, why it must be closed. */
    abstract Optional<String> overdue(long nowNanos);

    /** Frees what it holds. */
    abstract void end(String reason);
}
