package announcer.engine.playout;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;

/** The pacer begins a playout of one frame and writes it while the control thread takes it back from the lane. */
@JCStressTest
@Outcome(id = "WAITING, WITHDRAWN", expect = Expect.ACCEPTABLE, desc = "before it began")
@Outcome(id = "PLAYING, LOST", expect = Expect.ACCEPTABLE, desc = "while it played")
@Outcome(id = "WRITTEN, WRITTEN at 2", expect = Expect.ACCEPTABLE, desc = "after it was written")
@Outcome(expect = Expect.FORBIDDEN, desc = "both have it, or neither")
@State
public class TakenBackStress {
    private final SpeakingLane on = new SpeakingLane(1);

    public TakenBackStress() {
        on.lane.offer(on.playout);
    }

    @Actor
    public void pacer() {
        on.tick();
    }

    @Actor
    public void control(LL_Result r) {
        r.r1 = on.playout.takeBack().name();
    }

    @Arbiter
    public void end(LL_Result r) {
        on.tick();
        Playout.State s = on.playout.state();
        r.r2 = s == Playout.State.WRITTEN ? s + " at " + on.playout.endFrame() : s.name();
    }
}
