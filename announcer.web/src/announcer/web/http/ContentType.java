package announcer.web.http;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.charset.IllegalCharsetNameException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;

/**
 * The media type of a request's body.
 *
 * @param mediaType {@code type/subtype}, in lower case
 * @param charset how its text is encoded, where the request says it
 */
public record ContentType(String mediaType, Optional<Charset> charset) {
    public static final String JSON = "application/json";
    public static final String TEXT = "text/plain";
    public static final String SSML = "application/ssml+xml";

    private static final List<String> ALL = List.of(JSON, TEXT, SSML);
    /** ASCII is UTF-8 that makes no use of it. */
    private static final List<Charset> JSON_CHARSETS = List.of(StandardCharsets.UTF_8, StandardCharsets.US_ASCII);

    /** @param header the request's Content-Type; null when it has none */
    public static ContentType parse(String header) throws Problem {
        if (header == null || header.isBlank()) {
            throw unsupported("the request has no Content-Type");
        }
        String[] parts = header.split(";");
        Optional<Charset> charset = Optional.empty();
        for (int i = 1; i < parts.length; i++) {
            String[] parameter = parts[i].split("=", 2);
            if (parameter.length == 2 && parameter[0].strip().equalsIgnoreCase("charset")) {
                charset = Optional.of(charset(parameter[1].replace("\"", "").strip()));
            }
        }
        ContentType type = new ContentType(parts[0].strip().toLowerCase(Locale.ROOT), charset);
        if (!ALL.contains(type.mediaType)) {
            throw unsupported("the Content-Type is \"" + Problem.shortened(header) + "\"");
        }
        if (type.mediaType.equals(JSON) && charset.isPresent() && !JSON_CHARSETS.contains(charset.get())) {
            throw unsupported("the JSON is said to be in " + charset.get().name() + ", but JSON is always UTF-8");
        }
        return type;
    }

    /** Refuses a body that is not JSON, where only JSON will do. */
    static void demandJson(HttpServletRequest request) throws Problem {
        String header = request.getContentType();
        String type = header == null ? "" : header.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (!type.equals(JSON)) {
            String what = header == null ? "the request has no Content-Type" : "the Content-Type is \"" + Problem.shortened(header) + "\"";
            throw unsupported(what, request.getMethod(), List.of(JSON));
        }
        // What it says of a charset is checked as everywhere.
        parse(header);
    }

    /**
     * The answer to another kind of body.
     *
     * @param what what is wrong with it
     * @param method the request's method
     * @param types the kinds that would be understood
     */
    public static Problem unsupported(String what, String method, List<String> types) {
        String header = switch (method) {
            case "POST" -> "Accept-Post";
            case "PATCH" -> "Accept-Patch";
            default -> "Accept";
        };
        return new Problem(415, "unsupported-media-type", "This kind of body is not understood",
                what + "; send " + String.join(" or ", types))
                .header(header, String.join(", ", types));
    }

    /** The answer to another kind of announcement. */
    static Problem unsupported(String what) {
        return new Problem(415, "unsupported-media-type", "This kind of body is not understood",
                what + "; send application/json, or text/plain or application/ssml+xml in a charset that this Java knows")
                .header("Accept-Post", String.join(", ", ALL));
    }

    /** The charset of this name. */
    public static Charset charset(String name) throws Problem {
        try {
            return Charset.forName(name);
        } catch (UnsupportedCharsetException | IllegalCharsetNameException e) {
            throw unsupported("the charset \"" + Problem.shortened(name) + "\" is not known");
        }
    }
}
