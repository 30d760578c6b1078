package announcer.lib.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;

import announcer.lib.http.BodyException.Reason;
import announcer.lib.time.Deadline;
import announcer.lib.time.MonotonicClock;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;

/**
 * Reads bodies whole, within limits. Nothing is kept of what is over them, whatever length a request claims or hides. Immutable.
 *
 * @param mostBytes how long a body may be
 * @param time how long it may take; checked between two reads, of which each waits for as long as the server lets a connection idle
 * @param slow the bodies that are waited for
 * @param clock for the time
 */
public record BodyReader(int mostBytes, Duration time, SlowBodies slow, MonotonicClock clock) {
    private static final int FIRST_BUFFER = 4096;

    /**
     * Reads the body of a request.
     *
     * @param sender whose it is
     */
    public ByteBuffer read(HttpServletRequest request, String sender) throws BodyException {
        long claimed = request.getContentLengthLong();
        if (claimed > mostBytes) {
            throw new BodyException(Reason.TOO_LONG, 0, null);
        }
        Deadline deadline = Deadline.after(clock.nanoTime(), time);
        // One byte more than allowed, so that a body over the limit is seen as one.
        byte[] bytes = new byte[Math.min(FIRST_BUFFER, mostBytes + 1)];
        int length = 0;
        try (SlowBodies.Body body = slow.body(sender)) {
            ServletInputStream in = request.getInputStream();
            while (true) {
                body.awaits(in, claimed < 0 ? -1 : claimed - length);
                int n = in.read(bytes, length, bytes.length - length);
                if (n < 0) {
                    break;
                }
                length += n;
                if (length > mostBytes) {
                    throw new BodyException(Reason.TOO_LONG, length, null);
                }
                // Bytes that come one by one end here.
                if (deadline.hasPassed(clock.nanoTime())) {
                    throw new BodyException(Reason.TOO_SLOW, length, null);
                }
                if (length == bytes.length) {
                    bytes = Arrays.copyOf(bytes, (int) Math.min(bytes.length * 2L, mostBytes + 1L));
                }
            }
        } catch (IOException e) {
            throw new BodyException(deadline.hasPassed(clock.nanoTime()) ? Reason.TOO_SLOW : Reason.INCOMPLETE, length, e);
        }
        return ByteBuffer.wrap(bytes, 0, length);
    }
}
