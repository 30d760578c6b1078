package announcer.rtsp.session;

import java.util.Optional;

/** The session that a connection begins by its first SETUP or ANNOUNCE: a publisher's or a player's. Ends with its connection. */
interface RtspSession {
    String id();

    StreamPath path();

    /** Whether it has gone silent; if so, why it must be closed. */
    Optional<String> overdue(long nowNanos);

    /** Frees what it holds. */
    void end(String reason);
}
