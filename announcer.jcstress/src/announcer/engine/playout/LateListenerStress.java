package announcer.engine.playout;

import java.time.Instant;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.Z_Result;

import announcer.lib.time.MonotonicClock;

/** A listener comes while the channel goes. */
@JCStressTest
@Outcome(id = "true", expect = Expect.ACCEPTABLE, desc = "it is told that no more will come")
@Outcome(id = "false", expect = Expect.FORBIDDEN, desc = "it waits for ever")
@State
public class LateListenerStress {
    private final FrameTaps taps = new FrameTaps("stress", SpeakingLane.FORMAT, MonotonicClock.SYSTEM, () -> Instant.EPOCH);
    private FrameTap tap;

    @Actor
    public void listener() {
        tap = taps.listen();
    }

    @Actor
    public void control() {
        taps.close();
    }

    @Arbiter
    public void end(Z_Result r) {
        r.r1 = tap.ended();
    }
}
