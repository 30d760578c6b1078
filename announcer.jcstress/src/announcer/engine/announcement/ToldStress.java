package announcer.engine.announcement;

import java.time.Instant;
import java.util.Optional;
import java.util.StringJoiner;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;

import announcer.api.AnnouncementState;
import announcer.api.AnnouncementStatus;
import announcer.api.Request;
import announcer.engine.text.SpeechDocument;

/** The submitter of an announcement tells of it while the control thread has its sound made and fails. */
@JCStressTest
@Outcome(id = "QUEUED SYNTHESISING FAILED, done", expect = Expect.ACCEPTABLE, desc = "in their order")
@Outcome(id = "SYNTHESISING FAILED, done", expect = Expect.ACCEPTABLE, desc = "it had gone on before it was told of")
@Outcome(expect = Expect.FORBIDDEN, desc = "a change not told, told twice or out of order")
@State
public class ToldStress implements AnnouncementObserver {
    private static final SpeechDocument SCRIPT = SpeechDocument.plain("a");
    private static final Request REQUEST = Request.of("a");

    // Without a lock of its own: only one thread tells at a time, and sees what was told before.
    private final StringJoiner told = new StringJoiner(" ");
    private final TrackedAnnouncement a = new TrackedAnnouncement("a", REQUEST, Optional.empty(), SCRIPT, Instant.EPOCH, 0, 0, this,
            () -> {});

    @Override
    public void changed(AnnouncementStatus status) {
        told.add(status.state().name());
    }

    @Override
    public void run(Runnable r) {
        r.run();
    }

    @Actor
    public void submitter() {
        a.accepted();
    }

    @Actor
    public void control() {
        a.waiting(AnnouncementState.SYNTHESISING, Optional.empty());
        a.end(AnnouncementState.FAILED, Optional.empty(), Instant.EPOCH);
    }

    @Arbiter
    public void end(LL_Result r) {
        r.r1 = told.toString();
        r.r2 = a.done().toCompletableFuture().isDone() ? "done" : "not done";
    }
}
