package announcer.rtsp.protocol;

import io.netty.handler.codec.http.HttpHeaders;

/** A whole request. */
public record RtspRequest(String method, String uri, String version, HttpHeaders headers, String body) {
    /** A header's value, or null. */
    public String header(CharSequence name) {
        String value = headers.get(name);
        return value == null ? null : value.strip();
    }

    /** The session it names, without what may follow; or null. */
    public String session() {
        String value = header("Session");
        return value == null ? null : value.split(";", 2)[0].strip();
    }
}
