package announcer.rtsp.protocol;

import java.util.List;
import java.util.Map;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.rtsp.RtspResponseStatuses;

/** An RTSP error response. The message is its body: a sentence that says what was wrong with the request. */
public final class RtspException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient HttpResponseStatus status;
    private final transient List<Map.Entry<String, String>> headers;

    public RtspException(HttpResponseStatus status, String message) {
        this(status, message, List.of());
    }

    public RtspException(HttpResponseStatus status, String message, List<Map.Entry<String, String>> headers) {
        // Without a stack trace: peers cause these.
        super(message, null, false, false);
        this.status = status;
        this.headers = List.copyOf(headers);
    }

    public static RtspException badRequest(String message) {
        return new RtspException(RtspResponseStatuses.BAD_REQUEST, message);
    }

    public static RtspException unsupportedMedia(String message) {
        return new RtspException(RtspResponseStatuses.UNSUPPORTED_MEDIA_TYPE, message);
    }

    public static RtspException notFound(String message) {
        return new RtspException(RtspResponseStatuses.NOT_FOUND, message);
    }

    public static RtspException wrongState(String message) {
        return new RtspException(RtspResponseStatuses.METHOD_NOT_VALID, message);
    }

    public RtspResponse reply() {
        RtspResponse reply = new RtspResponse(status).body("text/plain; charset=utf-8", getMessage() + "\r\n");
        headers.forEach(header -> reply.header(header.getKey(), header.getValue()));
        return reply;
    }
}
