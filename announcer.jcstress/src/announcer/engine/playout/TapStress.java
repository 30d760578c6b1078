package announcer.engine.playout;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

import announcer.api.SentFrame;
import announcer.lib.time.MonotonicClock;

/** A listener takes a frame while the pacer writes over the oldest that are kept. */
@JCStressTest
@Outcome(id = "nothing", expect = Expect.ACCEPTABLE, desc = "nothing was sent yet")
@Outcome(id = "whole", expect = Expect.ACCEPTABLE, desc = "one frame, and it is the one that its number says")
@Outcome(expect = Expect.FORBIDDEN, desc = "a torn frame, or another one than was counted")
@State
public class TapStress {
    private static final int SENT = 2 * FrameTap.KEPT + 3;

    private final FrameTaps taps = new FrameTaps("stress", SpeakingLane.FORMAT, MonotonicClock.SYSTEM, () -> Instant.EPOCH);
    private final FrameTap tap = taps.listen();
    private final ByteBuffer frame = ByteBuffer.allocate(SpeakingLane.FORMAT.bytesPerFrame());

    @Actor
    public void pacer() {
        for (int n = 1; n <= SENT; n++) {
            for (int i = 0; i < frame.capacity(); i++) {
                frame.put(i, (byte) n);
            }
            taps.sent(frame, SpeakingLane.FORMAT, n);
        }
    }

    @Actor
    public void listener(L_Result r) {
        try {
            Optional<SentFrame> f = tap.next(Duration.ZERO);
            r.r1 = f.isEmpty() ? "nothing" : verdict(f.get().pcm());
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts this thread", e);
        }
    }

    private String verdict(byte[] pcm) {
        for (byte b : pcm) {
            if (b != pcm[0]) {
                return "torn";
            }
        }
        return pcm[0] == 1 + tap.missedFrames() ? "whole" : "frame " + pcm[0] + " after " + tap.missedFrames() + " missed ones";
    }
}
