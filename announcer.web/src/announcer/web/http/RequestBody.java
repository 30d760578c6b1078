package announcer.web.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.time.Duration;

import announcer.lib.http.BodyException;
import announcer.lib.http.BodyReader;
import announcer.lib.http.SlowBodies;
import announcer.lib.time.MonotonicClock;
import jakarta.servlet.http.HttpServletRequest;

/** A request's body, read whole within a limit. */
public final class RequestBody {
    /** Tells how a body is encoded, which may stand in the body itself. */
    public interface Encoding {
        /** @param bytes the body; its position is not to be moved */
        Charset of(ByteBuffer bytes) throws Problem;
    }

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private RequestBody() {
    }

    /**
     * Reads it as text. Nothing is kept of what is over the limit, whatever length the request claims or hides.
     *
     * @param sender whose it is
     * @param encoding how it is encoded
     * @param limits how long it may be, and how long it may take
     * @param slow who else is waited for
     */
    public static String text(HttpServletRequest request, String sender, Encoding encoding, RequestLimits limits, SlowBodies slow,
            MonotonicClock clock) throws Problem {
        if (request.getHeader("Content-Encoding") != null) {
            throw ContentType.unsupported("the body has the Content-Encoding \"" + request.getHeader("Content-Encoding") + "\"");
        }
        ByteBuffer bytes = bytes(request, sender, limits, slow, clock);
        return decoded(bytes, encoding.of(bytes));
    }

    private static ByteBuffer bytes(HttpServletRequest request, String sender, RequestLimits limits, SlowBodies slow, MonotonicClock clock)
            throws Problem {
        try {
            return new BodyReader(limits.maxBodyBytes(), Duration.ofSeconds(limits.bodySeconds()), slow, clock).read(request, sender);
        } catch (BodyException e) {
            Problem problem = switch (e.reason()) {
                case TOO_LONG -> tooLong(limits.maxBodyBytes());
                case TOO_SLOW -> new Problem(408, "body-too-slow", "The body took too long", "only " + e.length()
                        + " bytes of the body had come after " + limits.bodySeconds()
                        + " s (setting bodySeconds of announcer.web); send it again, faster");
                case TOO_MANY_SLOW -> new Problem(429, "too-many-slow-bodies", "Too many bodies are on their way", "of " + slow.most()
                        + " bodies that may be waited for, " + slow.waiting() + " have not arrived whole, "
                        + "and one caller may have half of the places; this one has not arrived either: send it again, at once and whole")
                        .later();
                case INCOMPLETE -> new Problem(400, "body-incomplete", "The body did not arrive whole",
                        "the body could not be read to its end after " + e.length() + " bytes: " + e.getCause());
            };
            // What is left of the body is not wanted.
            throw problem.header("Connection", "close");
        }
    }

    private static String decoded(ByteBuffer bytes, Charset charset) throws Problem {
        try {
            // A new decoder reports what it cannot decode; String's own constructor would put question marks into the speech.
            String text = charset.newDecoder().decode(bytes).toString();
            return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new Problem(400, "bad-encoding", "The body's text cannot be decoded",
                    "the body is not valid " + charset.name() + " text; send UTF-8, or name the charset in the Content-Type");
        }
    }

    private static Problem tooLong(int mostBytes) {
        return new Problem(413, "body-too-long", "The body is too long",
                "the body is longer than " + mostBytes + " bytes (setting maxBodyBytes of announcer.web); send less in one announcement");
    }
}
