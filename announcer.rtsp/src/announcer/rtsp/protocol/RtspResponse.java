package announcer.rtsp.protocol;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.rtsp.RtspResponseStatuses;
import io.netty.handler.codec.rtsp.RtspVersions;

/** An answer to a request. */
public final class RtspResponse {
    private final HttpResponseStatus status;
    // A list: WWW-Authenticate comes twice.
    private final List<Map.Entry<String, String>> headers = new ArrayList<>();
    private String body = "";

    RtspResponse(HttpResponseStatus status) {
        this.status = status;
    }

    public static RtspResponse ok() {
        return new RtspResponse(RtspResponseStatuses.OK);
    }

    public RtspResponse header(String name, String value) {
        headers.add(Map.entry(name, value));
        return this;
    }

    public RtspResponse body(String type, String text) {
        body = text;
        return header(RtspHeaders.CONTENT_TYPE, type);
    }

    public HttpResponseStatus status() {
        return status;
    }

    /** @param cseq the request's; null when it could not be read */
    public FullHttpResponse message(String cseq) {
        FullHttpResponse message = new DefaultFullHttpResponse(RtspVersions.RTSP_1_0, status,
                Unpooled.copiedBuffer(body, StandardCharsets.UTF_8));
        if (cseq != null) {
            message.headers().set(RtspHeaders.CSEQ, cseq);
        }
        message.headers().set(RtspHeaders.SERVER, "Announcer");
        headers.forEach(header -> message.headers().add(header.getKey(), header.getValue()));
        // Errors carry it even when there is no body; a 200 without one does as well: some players wait for it.
        message.headers().set(RtspHeaders.CONTENT_LENGTH, message.content().readableBytes());
        return message;
    }
}
