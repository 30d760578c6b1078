package announcer.web;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.charset.IllegalCharsetNameException;
import java.util.Locale;

/**
 * What a request's body is.
 *
 * @param mediaType {@code type/subtype}, in lower case
 * @param charset how its text is encoded; UTF-8 when the request does not say
 */
record ContentType(String mediaType, Charset charset) {
    static final String JSON = "application/json";
    static final String TEXT = "text/plain";

    /** @param header the request's Content-Type; null when it has none */
    static ContentType parse(String header) throws Problem {
        if (header == null || header.isBlank()) {
            throw unsupported("the request has no Content-Type");
        }
        String[] parts = header.split(";");
        Charset charset = StandardCharsets.UTF_8;
        for (int i = 1; i < parts.length; i++) {
            String[] parameter = parts[i].split("=", 2);
            if (parameter.length == 2 && parameter[0].strip().equalsIgnoreCase("charset")) {
                charset = charset(parameter[1].replace("\"", "").strip());
            }
        }
        ContentType type = new ContentType(parts[0].strip().toLowerCase(Locale.ROOT), charset);
        if (!type.mediaType.equals(JSON) && !type.mediaType.equals(TEXT)) {
            throw unsupported("the Content-Type is \"" + Problem.shortened(header) + "\"");
        }
        if (type.mediaType.equals(JSON) && !charset.equals(StandardCharsets.UTF_8) && !charset.equals(StandardCharsets.US_ASCII)) {
            throw unsupported("the JSON is said to be in " + charset.name() + ", but JSON is always UTF-8");
        }
        return type;
    }

    static Problem unsupported(String what) {
        return new Problem(415, "unsupported-media-type", "This kind of body is not understood",
                what + "; send application/json, or text/plain in a charset that this Java knows").header("Accept-Post",
                        JSON + ", " + TEXT);
    }

    private static Charset charset(String name) throws Problem {
        try {
            return Charset.forName(name);
        } catch (UnsupportedCharsetException | IllegalCharsetNameException e) {
            throw unsupported("the charset \"" + Problem.shortened(name) + "\" is not known");
        }
    }
}
