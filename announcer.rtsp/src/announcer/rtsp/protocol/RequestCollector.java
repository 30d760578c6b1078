package announcer.rtsp.protocol;

import java.nio.charset.StandardCharsets;
import java.util.List;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.MessageToMessageDecoder;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;

/** Joins what Netty's RTSP decoder gives piece by piece into whole requests. Sizes are limited before, by {@link InterleavedCodec}. */
public final class RequestCollector extends MessageToMessageDecoder<HttpObject> {
    private HttpRequest head;
    private final StringBuilder body = new StringBuilder();

    @Override
    protected void decode(ChannelHandlerContext ctx, HttpObject part, List<Object> out) throws RtspException {
        if (part.decoderResult().isFailure()) {
            throw RtspException.badRequest("The request cannot be read: its first line must be METHOD rtsp://host/path RTSP/1.0.");
        }
        if (part instanceof HttpRequest request) {
            head = request;
            body.setLength(0);
        }
        if (head == null) {
            throw RtspException.badRequest("Requests are expected here, not answers.");
        }
        if (part instanceof HttpContent content) {
            body.append(content.content().toString(StandardCharsets.UTF_8));
        }
        if (part instanceof LastHttpContent) {
            out.add(new RtspRequest(head.method().name(), head.uri(), head.protocolVersion().text(), head.headers(), body.toString()));
            head = null;
        }
    }
}
