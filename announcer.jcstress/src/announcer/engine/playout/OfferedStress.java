package announcer.engine.playout;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;

/** The control thread offers two playouts, and follows the first, while the pacer ticks. */
@JCStressTest
@Outcome(id = "started false, written at 2 and 3", expect = Expect.ACCEPTABLE, desc = "the control thread looked before it began")
@Outcome(id = "started at 20 ms, written at 2 and 3", expect = Expect.ACCEPTABLE, desc = "it saw the beginning, and when it was")
@Outcome(id = "started false, written at 3 and 4", expect = Expect.ACCEPTABLE, desc = "the pacer's tick was over before the offer")
@Outcome(expect = Expect.FORBIDDEN, desc = "lost, out of order, or begun at no time")
@State
public class OfferedStress {
    private final SpeakingLane on = new SpeakingLane(1);
    private final Playout second = new Playout(on.playout.utterance());

    @Actor
    public void control(LL_Result r) {
        on.lane.offer(on.playout);
        on.lane.offer(second);
        r.r1 = on.playout.hasStarted() ? "started at " + on.playout.startedNanos() / 1_000_000 + " ms" : "started false";
    }

    @Actor
    public void pacer() {
        on.tick();
    }

    @Arbiter
    public void end(LL_Result r) {
        on.tick();
        on.tick();
        r.r2 = on.playout.state() == Playout.State.WRITTEN && second.state() == Playout.State.WRITTEN
                ? "written at " + on.playout.endFrame() + " and " + second.endFrame()
                : on.playout.state() + " and " + second.state();
    }
}
