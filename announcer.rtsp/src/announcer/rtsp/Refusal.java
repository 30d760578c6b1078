package announcer.rtsp;

import java.util.List;
import java.util.Map;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.rtsp.RtspResponseStatuses;

/** A request that is answered with an error; the message is the answer's body: a sentence that says what was wrong. */
final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient HttpResponseStatus status;
    private final transient List<Map.Entry<String, String>> headers;

    Refusal(HttpResponseStatus status, String message) {
        this(status, message, List.of());
    }

    Refusal(HttpResponseStatus status, String message, List<Map.Entry<String, String>> headers) {
        // Without a stack trace: peers cause these.
        super(message, null, false, false);
        this.status = status;
        this.headers = List.copyOf(headers);
    }

    static Refusal badRequest(String message) {
        return new Refusal(RtspResponseStatuses.BAD_REQUEST, message);
    }

    static Refusal unsupportedMedia(String message) {
        return new Refusal(RtspResponseStatuses.UNSUPPORTED_MEDIA_TYPE, message);
    }

    static Refusal notFound(String message) {
        return new Refusal(RtspResponseStatuses.NOT_FOUND, message);
    }

    static Refusal wrongState(String message) {
        return new Refusal(RtspResponseStatuses.METHOD_NOT_VALID, message);
    }

    Reply reply() {
        Reply reply = new Reply(status).body("text/plain; charset=utf-8", getMessage() + "\r\n");
        headers.forEach(header -> reply.header(header.getKey(), header.getValue()));
        return reply;
    }
}
