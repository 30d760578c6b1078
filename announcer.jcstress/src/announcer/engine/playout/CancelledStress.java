package announcer.engine.playout;

import java.time.Instant;
import java.util.Optional;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

import announcer.api.Request;
import announcer.engine.announcement.AnnouncementObserver;
import announcer.engine.announcement.AnnouncementQueue;
import announcer.engine.announcement.TrackedAnnouncement;
import announcer.engine.text.SpeechDocument;

/** An announcement is cancelled while it comes to its queue, is taken from it, and is put back. */
@JCStressTest
@Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "the queue gives it out as cancelled, once")
@Outcome(expect = Expect.FORBIDDEN, desc = "nobody told the queue, or it is given out twice")
@State
public class CancelledStress {
    private static final SpeechDocument SCRIPT = SpeechDocument.plain("a");
    private static final Request REQUEST = Request.of("a");

    private final AnnouncementQueue queue = new AnnouncementQueue();
    private final TrackedAnnouncement a = new TrackedAnnouncement("a", REQUEST, Optional.empty(), SCRIPT, Instant.EPOCH, 0, 0,
            AnnouncementObserver.NOBODY, () -> {});

    @Actor
    public void control() {
        queue.offer(a, 10);
        queue.putBack(queue.poll());
    }

    @Actor
    public void canceller() {
        a.cancel("a stress test");
    }

    @Arbiter
    public void end(II_Result r) {
        r.r1 = queue.takeWithdrawn().size();
        r.r2 = queue.takeWithdrawn().size() + queue.size();
    }
}
