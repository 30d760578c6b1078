package announcer.web.live;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.api.Listening;
import announcer.api.SentFrame;
import announcer.api.audio.PcmFormat;
import announcer.lib.time.MonotonicClock;

/**
 * A task that hands one channel's frames to one client as they are sent. It holds a thread of the server's, which waits for frames only, never for the
 * client: one that does not read misses frames, and is let go in the end.
 */
final class ListenerStream implements Runnable {
    /** A quarter of a second: more would be late. What the operating system holds for the connection comes on top. */
    static final int MOST_WAITING_FRAMES = 12;

    private static final Logger LOG = LoggerFactory.getLogger(ListenerStream.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration LOOK_UP = Duration.ofMillis(250);

    /** A client whose session has ended, or whose token was revoked, is gone within 5 s. */
    private static final long READMISSION_NANOS = TimeUnit.SECONDS.toNanos(4);

    /** A minute without a frame: that a client has gone is not seen while nothing is written to it, and it would keep its place for ever. */
    private static final int MOST_QUIET = 240;

    private final Listening listening;
    private final NonBlockingResponse response;
    private final boolean framed;
    private final BooleanSupplier mayStay;
    private final MonotonicClock clock;
    private final Consumer<ListenerStream> onEnd;
    private long askedAt;

    /**
     * @param framed whether each frame is sent with the time at which it was written, rather than as a WAV
     * @param mayStay asks whether the client may still be here; asked from time to time, since that may take a while
     * @param onEnd told when it has ended, perhaps more than once
     */
    ListenerStream(Listening listening, NonBlockingResponse response, boolean framed, BooleanSupplier mayStay, MonotonicClock clock,
            Consumer<ListenerStream> onEnd) {
        this.listening = listening;
        this.response = response;
        this.framed = framed;
        this.mayStay = mayStay;
        this.clock = clock;
        this.onEnd = onEnd;
        this.askedAt = clock.nanoTime();
    }

    @Override
    public void run() {
        try {
            response.offer(head(listening.format(), framed));
            response.send();
            int quiet = 0;
            while (!response.ended() && !listening.ended() && response.stalled().compareTo(PATIENCE) < 0 && quiet < MOST_QUIET
                    && stays()) {
                Optional<SentFrame> frame = listening.next(LOOK_UP);
                quiet = frame.isPresent() ? 0 : quiet + 1;
                frame.map(f -> framed ? stamped(f) : f.pcm()).ifPresent(response::offer);
                response.send();
            }
        } catch (InterruptedException e) {
            // The server is stopping.
            Thread.currentThread().interrupt();
        } catch (RuntimeException | LinkageError e) {
            LOG.warn("listening to a channel has ended: {}", e.toString());
        } finally {
            end();
        }
    }

    private boolean stays() {
        long now = clock.nanoTime();
        if (now - askedAt < READMISSION_NANOS) {
            return true;
        }
        askedAt = now;
        return mayStay.getAsBoolean();
    }

    /** Safe for any thread. */
    void end() {
        listening.close();
        onEnd.accept(this);
        response.end();
    }

    private static byte[] head(PcmFormat format, boolean framed) {
        return framed
                ? ByteBuffer.allocate(2 * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt(format.sampleRateHz())
                        .putInt(format.channels()).array()
                : WavHeader.of(format, WavHeader.UNKNOWN);
    }

    private static byte[] stamped(SentFrame frame) {
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, frame.written());
        return ByteBuffer.allocate(Long.BYTES + frame.pcm().length).order(ByteOrder.LITTLE_ENDIAN).putLong(micros).put(frame.pcm()).array();
    }
}
