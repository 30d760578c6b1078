package announcer.engine.playout;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;

/** The pacer finds that the reader has gone while the control thread takes up what was lost, once. */
@JCStressTest
@Outcome(id = "nothing seen, held", expect = Expect.ACCEPTABLE, desc = "the control thread looked too early, and will look again")
@Outcome(id = "LOST, released", expect = Expect.ACCEPTABLE, desc = "it took up what was lost")
@Outcome(expect = Expect.FORBIDDEN, desc = "the lane goes on and the announcement is left behind")
@State
public class LostReaderStress {
    private static final int LOOKS = 20_000;

    private final SpeakingLane on = new SpeakingLane(10);

    public LostReaderStress() {
        on.lane.offer(on.playout);
        on.tick();
        on.readerGone = true;
    }

    @Actor
    public void pacer() {
        on.tick();
    }

    @Actor
    public void control(LL_Result r) {
        r.r1 = "nothing seen";
        // It looks until it sees something: the sooner it acts on that, the likelier it finds what is not ready.
        for (int i = 0; i < LOOKS; i++) {
            if (on.lane.held()) {
                r.r1 = on.playout.state().name();
                on.lane.release();
                return;
            }
        }
    }

    @Arbiter
    public void end(LL_Result r) {
        r.r2 = on.lane.held() ? "held" : "released";
    }
}
