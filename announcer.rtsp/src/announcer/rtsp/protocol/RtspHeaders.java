package announcer.rtsp.protocol;

/**
 * Names of headers as RFC 2326 spells them. Case does not matter there, but to some players it does: npm's yellowstone waits for ever for an
 * answer's {@code CSeq} when it is written {@code cseq}, as Netty's own constants are.
 */
public final class RtspHeaders {
    public static final String ACCEPT = "Accept";
    public static final String CONTENT_BASE = "Content-Base";
    public static final String CONTENT_LENGTH = "Content-Length";
    public static final String CONTENT_TYPE = "Content-Type";
    public static final String CSEQ = "CSeq";
    public static final String PUBLIC = "Public";
    public static final String RANGE = "Range";
    public static final String REQUIRE = "Require";
    public static final String RTP_INFO = "RTP-Info";
    public static final String SERVER = "Server";
    public static final String SESSION = "Session";
    public static final String TRANSPORT = "Transport";

    private RtspHeaders() {
    }
}
