package announcer.engine.playout;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;

/** The control thread cuts a playout short while the pacer plays it, and reads how far it came as soon as it sees that it was cut. */
@JCStressTest
@Outcome(id = {"none, CUT 1", "none, CUT 2", "none, CUT 3"}, expect = Expect.ACCEPTABLE, desc = "it looked too early, and will look again")
@Outcome(id = {"1, CUT 1", "2, CUT 2", "3, CUT 3"}, expect = Expect.ACCEPTABLE, desc = "it saw how far it came")
@Outcome(id = "none, WRITTEN 3", expect = Expect.ACCEPTABLE, desc = "its last frame had been written")
@Outcome(expect = Expect.FORBIDDEN, desc = "it was told wrong how far the announcement came, or that is cut for ever")
@State
public class CutStress {
    private static final int FRAMES = 3;
    private static final int LOOKS = 20_000;

    private final SpeakingLane on = new SpeakingLane(FRAMES);

    public CutStress() {
        on.lane.offer(on.playout);
        on.tick();
    }

    @Actor
    public void pacer() {
        on.tick();
        on.tick();
    }

    @Actor
    public void control(LL_Result r) {
        r.r1 = "none";
        on.playout.cut();
        for (int i = 0; i < LOOKS; i++) {
            if (on.playout.state() == Playout.State.CUT) {
                r.r1 = on.playout.framesTaken();
                return;
            }
        }
    }

    @Arbiter
    public void end(LL_Result r) {
        on.tick();
        on.tick();
        r.r2 = on.playout.state() + " " + on.playout.framesTaken();
    }
}
