package announcer.web.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.Arrays;

import java.util.concurrent.TimeUnit;

import announcer.lib.time.MonotonicClock;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;

/** A request's body, read whole within a limit. */
public final class RequestBody {
    /** Tells how a body is encoded, which may stand in the body itself. */
    public interface Encoding {
        /** @param bytes the body; its position is not to be moved */
        Charset of(ByteBuffer bytes) throws Problem;
    }

    private static final int FIRST_BUFFER = 4096;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private RequestBody() {
    }

    /**
     * Reads it as text. Nothing is kept of what is over the limit, whatever length the request claims or hides.
     *
     * @param encoding how it is encoded
     * @param limits how long it may be, and how long it may take
     * @param slow who else is waited for
     */
    public static String text(HttpServletRequest request, Encoding encoding, RequestLimits limits, SlowBodyLimit slow, MonotonicClock clock)
            throws Problem {
        if (request.getHeader("Content-Encoding") != null) {
            throw ContentType.unsupported("the body has the Content-Encoding \"" + request.getHeader("Content-Encoding") + "\"");
        }
        if (request.getContentLengthLong() > limits.maxBodyBytes()) {
            throw tooLong(limits.maxBodyBytes());
        }
        ByteBuffer bytes = bytes(request, limits, slow, clock);
        return decoded(bytes, encoding.of(bytes));
    }

    private static ByteBuffer bytes(HttpServletRequest request, RequestLimits limits, SlowBodyLimit slow, MonotonicClock clock)
            throws Problem {
        int mostBytes = limits.maxBodyBytes();
        long begun = clock.nanoTime();
        long claimed = request.getContentLengthLong();
        // One byte more than allowed, so that a body over the limit is seen as one.
        byte[] bytes = new byte[Math.min(FIRST_BUFFER, mostBytes + 1)];
        int length = 0;
        boolean waits = false;
        try {
            ServletInputStream in = request.getInputStream();
            while (true) {
                // Once for the whole body: what has come late is likely to do so again.
                waits = waits || slow.take(in, claimed < 0 ? -1 : claimed - length);
                int n = in.read(bytes, length, bytes.length - length);
                if (n < 0) {
                    break;
                }
                length += n;
                if (length > mostBytes) {
                    throw tooLong(mostBytes);
                }
                // A read waits for a byte, for as long as the server lets a connection idle: bytes that come one by one end here.
                if (late(begun, limits, clock)) {
                    throw tooSlow(length, limits);
                }
                if (length == bytes.length) {
                    bytes = Arrays.copyOf(bytes, (int) Math.min(bytes.length * 2L, mostBytes + 1L));
                }
            }
        } catch (IOException e) {
            if (late(begun, limits, clock)) {
                throw tooSlow(length, limits);
            }
            throw new Problem(400, "body-incomplete", "The body did not arrive whole",
                    "the body could not be read to its end after " + length + " bytes: " + e).header("Connection", "close");
        } finally {
            if (waits) {
                slow.leave();
            }
        }
        return ByteBuffer.wrap(bytes, 0, length);
    }

    private static boolean late(long begun, RequestLimits limits, MonotonicClock clock) {
        return clock.nanoTime() - begun > TimeUnit.SECONDS.toNanos(limits.bodySeconds());
    }

    private static Problem tooSlow(int length, RequestLimits limits) {
        return new Problem(408, "body-too-slow", "The body took too long", "only " + length + " bytes of the body had come after "
                + limits.bodySeconds() + " s (setting bodySeconds of announcer.web); send it again, faster").header("Connection", "close");
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
                "the body is longer than " + mostBytes + " bytes (setting maxBodyBytes of announcer.web); send less in one announcement")
                // What is left of the body is not wanted.
                .header("Connection", "close");
    }
}
