package announcer.web.engine;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import announcer.web.http.ContentType;
import announcer.web.http.Problem;

/**
 * The charset of an XML document (RFC 7303, section 3): a byte order mark tells for certain, then the Content-Type, then the
 * XML declaration; without any of them it is UTF-8.
 */
public final class DocumentCharset {
    /** A declaration is far shorter; what is further on is the document's own. */
    private static final int LONGEST_DECLARATION = 200;
    private static final Pattern DECLARATION = Pattern.compile("^<\\?xml\\s[^>]*?\\sencoding\\s*=\\s*[\"'](?<name>[^\"'>]*)[\"']");

    private DocumentCharset() {
    }

    /**
     * @param bytes the document; its position is not moved
     * @param told what the Content-Type says
     */
    public static Charset of(ByteBuffer bytes, Optional<Charset> told) throws Problem {
        Optional<Charset> marked = marked(bytes);
        if (marked.isPresent()) {
            return marked.get();
        }
        return told.isPresent() ? told.get() : declared(bytes);
    }

    private static Optional<Charset> marked(ByteBuffer bytes) {
        if (begins(bytes, 0xEF, 0xBB, 0xBF)) {
            return Optional.of(StandardCharsets.UTF_8);
        }
        // Decoded by name of its byte order, the mark stays in the text: the body's reader takes it away.
        if (begins(bytes, 0xFE, 0xFF)) {
            return Optional.of(StandardCharsets.UTF_16BE);
        }
        return begins(bytes, 0xFF, 0xFE) ? Optional.of(StandardCharsets.UTF_16LE) : Optional.empty();
    }

    private static Charset declared(ByteBuffer bytes) throws Problem {
        // UTF-16 without a mark shows by the zero beside the first bracket.
        if (begins(bytes, 0, '<')) {
            return StandardCharsets.UTF_16BE;
        }
        if (begins(bytes, '<', 0)) {
            return StandardCharsets.UTF_16LE;
        }
        byte[] start = new byte[Math.min(LONGEST_DECLARATION, bytes.remaining())];
        bytes.duplicate().get(start);
        Matcher declaration = DECLARATION.matcher(new String(start, StandardCharsets.ISO_8859_1));
        if (!declaration.find()) {
            return StandardCharsets.UTF_8;
        }
        Charset charset = ContentType.charset(declaration.group("name"));
        if (charset.name().startsWith("UTF-16") || charset.name().startsWith("UTF-32")) {
            throw new Problem(400, "bad-encoding", "The body's text cannot be decoded",
                    "the XML declaration says " + charset.name() + ", but its own bytes are not: correct the declaration, leave out its "
                            + "encoding (UTF-8), or name the charset in the Content-Type");
        }
        return charset;
    }

    private static boolean begins(ByteBuffer bytes, int... with) {
        if (bytes.remaining() < with.length) {
            return false;
        }
        for (int i = 0; i < with.length; i++) {
            if ((bytes.get(bytes.position() + i) & 0xFF) != with[i]) {
                return false;
            }
        }
        return true;
    }
}
